namespace Workbench.Evaluation;

/// <summary>A score of all labels together, declared in <see cref="Measures"/>.</summary>
public sealed class Measure : MeasureDeclaration
{
    private readonly Func<WeightedPredictions, double?> weighted;

    /// <summary>Declares it.</summary>
    /// <param name="key"><see cref="MeasureDeclaration.Key"/>.</param>
    /// <param name="column"><see cref="MeasureDeclaration.Column"/>.</param>
    /// <param name="name"><see cref="MeasureDeclaration.Name"/>.</param>
    /// <param name="meaning"><see cref="MeasureDeclaration.Meaning"/>.</param>
    /// <param name="betterWhen"><see cref="MeasureDeclaration.BetterWhen"/>.</param>
    /// <param name="of">The score of predictions where a row may count several times; null where it is undefined.</param>
    internal Measure(string key, string column, string name, string meaning, BetterWhen betterWhen, Func<WeightedPredictions, double?> of)
        : base(key, column, name, meaning, betterWhen) => weighted = of;

    /// <summary>Where <see cref="Scores"/> hold it in JSON: the key, or with a point for a member of an object.</summary>
    internal string Path { get => field ?? Key; init; }

    /// <summary>
    /// The score where every row counts once, for a measure whose weighted sums run in another order than the field's formula and so end in
    /// other last digits; null for all others, whose two ways agree to the last bit.
    /// </summary>
    internal Func<PreparedPredictions, double?>? Plain { private get; init; }

    /// <summary>The score; null where it is undefined.</summary>
    internal double? Of(PreparedPredictions predictions) => Plain is { } plain ? plain(predictions) : weighted(predictions.Unweighted);

    /// <inheritdoc cref="Of(PreparedPredictions)"/>
    internal double? Of(WeightedPredictions predictions) => weighted(predictions);
}
