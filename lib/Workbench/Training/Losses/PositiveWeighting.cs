namespace Workbench.Training.Losses;

/// <summary>How much a song that has a label counts, against one that has it not.</summary>
public enum PositiveWeighting
{
    /// <summary>The same.</summary>
    None,

    /// <summary>
    /// Negatives / positives of the label in the training part, so that rare labels are not drowned; 1 for a label that every song has.
    /// </summary>
    Balanced,
}
