"""What is asked: the View, the selection it makes, its counts and its words."""
