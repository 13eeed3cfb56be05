namespace Workbench.Datasets;

/// <summary>The three parts of a <see cref="Split"/>, in their order.</summary>
public enum PartName
{
    /// <summary>What models learn from.</summary>
    Training,

    /// <summary>What choices are made by.</summary>
    Validation,

    /// <summary>What the chosen model is evaluated on.</summary>
    Test,
}
