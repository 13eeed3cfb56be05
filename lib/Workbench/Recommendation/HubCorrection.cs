namespace Workbench.Recommendation;

/// <summary>
/// What is done about hubs: songs that are among the nearest of very many others, which they are like in nothing. In spaces of many
/// dimensions they come about by themselves (Radovanović, Nanopoulos and Ivanović 2010), and many other songs are never recommended.
/// </summary>
public enum HubCorrection
{
    /// <summary>Nothing: songs are ordered by their similarity alone.</summary>
    None,

    /// <summary>
    /// Songs are ordered by how unusual their similarity is for both (mutual proximity, Schnitzer, Flexer, Schedl and Widmer, "Local and
    /// Global Scaling Reduce Hubs in Space", 2012, in its Gaussian form with independent songs): the share of a song's similarities below
    /// this one, times the same share for the other song. What that changes is a number of its own, <see cref="Neighbor.FromHubs"/>.
    /// </summary>
    MutualProximity,
}
