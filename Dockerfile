# The program in a container that may write nothing but the site:
#
#     docker build --tag corrigenda .
#     docker run --rm --read-only --tmpfs /tmp --network none --user "$(id -u):$(id -g)" \
#         --volume "$PWD:/work" corrigenda build
#
# `corrigenda diff` compares with a commit, so git is there, too.
FROM python:3.13-slim AS installed
COPY requirements.lock /program/
RUN python -m venv /corrigenda \
    && /corrigenda/bin/pip install --no-cache-dir --require-hashes --requirement /program/requirements.lock
COPY pyproject.toml README.md LICENSE hatch_build.py mkdocs.yml /program/
COPY generator /program/generator
COPY site_templates /program/site_templates
RUN /corrigenda/bin/pip install --no-cache-dir --no-deps --no-build-isolation /program

FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory /work
COPY --from=installed /corrigenda /corrigenda
ENV PATH=/corrigenda/bin:$PATH HOME=/tmp
USER 65534:65534
WORKDIR /work
ENTRYPOINT ["corrigenda"]
CMD ["--help"]
