namespace Workbench.Training;

/// <summary>Which songs an epoch takes; as many as the training part has in either case.</summary>
public enum Sampling
{
    /// <summary>Every song once, in random order.</summary>
    Shuffled,

    /// <summary>
    /// Drawn one by one, and put back, so that rare labels are seen about as often as common ones: the weight of a song is the mean of
    /// <c>1 / songs with the label</c> over its labels. Exactly equal where songs have one label each. Songs without a label
    /// weigh as much as the mean of the others.
    /// </summary>
    Balanced,
}
