namespace Workbench.Evaluation;

/// <summary>Which of two values of a measure is the better one.</summary>
public enum BetterWhen
{
    /// <summary>The higher one.</summary>
    Higher,

    /// <summary>The lower one, as with errors and losses.</summary>
    Lower,
}
