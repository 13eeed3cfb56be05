namespace Workbench.Augmentation;

/// <summary>What an augmentation does to a label.</summary>
/// <param name="Label">The label.</param>
/// <param name="Songs">Songs with it in the training part.</param>
/// <param name="Copies">Copies of songs with it.</param>
public sealed record LabelGrowth(string Label, int Songs, int Copies)
{
    /// <summary>Songs and copies together.</summary>
    public int After => Songs + Copies;
}
