using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>A score of all labels together, declared in <see cref="Measures"/> or of one's own.</summary>
[JsonConverter(typeof(JsonMembersConverter<Measure>))]
public class Measure : MeasureDeclaration, IJsonMembers<Measure>
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

    /// <summary>
    /// A measure of one's own, which stands wherever the headlines do, with its interval; for an experiment to be evaluated by it, see
    /// <see cref="EvaluationSpec"/>:
    /// <code>
    /// var silent = Measure.Of("silentShare", "songs without a genre", "share of songs for which nothing was decided", BetterWhen.Lower,
    ///     (songs, decisions) => Enumerable.Range(0, decisions.RowCount).Average(row => decisions.Row(row).Contains(true) ? 0.0 : 1.0));
    /// </code>
    /// What it is and its text are kept beside every value, and two are one only if all of it is the same. The text must tell all: the
    /// lambda uses nothing from outside.
    /// </summary>
    /// <param name="key">Its name in JSON and SQL: a lower-case letter, then letters and digits, for instance <c>f2Macro</c>.</param>
    /// <param name="name">Its name as people read it.</param>
    /// <param name="meaning">What it says, in a few words that stand beside a value.</param>
    /// <param name="betterWhen">Which way it is better.</param>
    /// <param name="score">
    /// From what a model said, with the truth, and from what was decided, <c>[tracks, labels]</c>, to a finite number; null where it is
    /// undefined. For intervals it is asked a thousand times, from many threads, with songs that stand several times or not at all.
    /// </param>
    /// <param name="text">The source of <paramref name="score"/>; the compiler fills it in.</param>
    /// <exception cref="WorkbenchException">
    /// The key is none or taken; no lambda; or one that uses variables or functions from outside.
    /// </exception>
    public static Measure Of(string key, string name, string meaning, BetterWhen betterWhen, Func<Predictions, LabelMatrix, double?> score,
        [CallerArgumentExpression(nameof(score))] string text = "") => OwnMeasure.Define(key, name, meaning, betterWhen, score, text);

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

    static Measure IJsonMembers<Measure>.From(JsonMembers members) => OwnMeasure.Read(members);

    void IJsonMembers<Measure>.Put(JsonMembers members)
    {
        members.Put("key", Key);
        members.Put("name", Name);
        members.Put("meaning", Meaning);
        members.Put("betterWhen", BetterWhen);
        members.Put("text", (this as OwnMeasure)?.Text);
    }
}
