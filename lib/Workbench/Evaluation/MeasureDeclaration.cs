using System.Collections.Immutable;
using Workbench.Datasets;

namespace Workbench.Evaluation;

/// <summary>What a score is called, what it says, and which way it is better: what files, tables and pages need of it.</summary>
public abstract class MeasureDeclaration
{
    private protected MeasureDeclaration(string key, string column, string name, string meaning, BetterWhen betterWhen) =>
        (Key, Column, Name, Meaning, BetterWhen) = (key, column, name, meaning, betterWhen);

    /// <summary>Its name in JSON, for instance <c>rocAucMacro</c>.</summary>
    public string Key { get; }

    /// <summary>Its short name in SQL, for instance <c>auc</c>.</summary>
    public string Column { get; }

    /// <summary>Its name as people read it, for instance <c>ROC-AUC, macro</c>.</summary>
    public string Name { get; }

    /// <summary>What it says, in a few words that stand beside a value.</summary>
    public string Meaning { get; }

    /// <summary>Which way it is better.</summary>
    public BetterWhen BetterWhen { get; }

    /// <summary>
    /// The tasks of which reports, model cards and the table <c>runs</c> show it; measures of none stand in <c>scores.json</c> alone.
    /// </summary>
    public ImmutableArray<ClassificationTask> HeadlineOf { get; internal init; } = [];

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>What it says, and where that is not higher, which way is better.</summary>
    internal string InWords => BetterWhen == BetterWhen.Lower ? $"{Meaning}; lower is better" : Meaning;
}
