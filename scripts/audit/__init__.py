"""The audit: does the built site work for everybody, in every state, and fast? One module a question.

    python -m scripts.audit [--site site] [--only axe,markup,keyboard,weight,lighthouse]

`axe` accessibility, `markup` valid HTML and CSS, `keyboard` each journey without a mouse, `weight` what is loaded, and
`lighthouse` speed on a phone. Pictures and reports are kept in build/audit/.
"""
