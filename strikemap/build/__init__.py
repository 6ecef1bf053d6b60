"""Make the derived files of a dataset folder from their inputs."""
