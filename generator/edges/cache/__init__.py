"""What is kept between builds in the folder `.cache/`."""
