namespace Workbench.Evaluation;

/// <summary>A score of one label, declared in <see cref="Measures"/>.</summary>
public sealed class LabelMeasure : MeasureDeclaration
{
    private readonly Func<WeightedPredictions, int, double?> weighted;

    /// <summary>Declares it.</summary>
    /// <param name="key"><see cref="MeasureDeclaration.Key"/>.</param>
    /// <param name="column"><see cref="MeasureDeclaration.Column"/>.</param>
    /// <param name="name"><see cref="MeasureDeclaration.Name"/>.</param>
    /// <param name="meaning"><see cref="MeasureDeclaration.Meaning"/>.</param>
    /// <param name="betterWhen"><see cref="MeasureDeclaration.BetterWhen"/>.</param>
    /// <param name="of">The score of a label, by its index; null where it is undefined.</param>
    internal LabelMeasure(string key, string column, string name, string meaning, BetterWhen betterWhen,
        Func<WeightedPredictions, int, double?> of)
        : base(key, column, name, meaning, betterWhen) => weighted = of;

    /// <summary>The score of a label; null where it is undefined.</summary>
    internal double? Of(WeightedPredictions predictions, int label) => weighted(predictions, label);
}
