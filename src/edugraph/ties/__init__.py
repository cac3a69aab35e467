"""What ties offices, themes and cities together: centrality, communities and bridges, from query rows only."""
