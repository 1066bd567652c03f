"""What an author writes in each kind of file, typed; from here to the model."""
