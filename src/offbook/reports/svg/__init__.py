"""What plots look like on a page: a drawing each, in lines and signs that need no colour to be told apart."""
