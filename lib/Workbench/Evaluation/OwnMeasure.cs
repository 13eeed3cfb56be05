using System.Collections.Concurrent;
using Workbench.Datasets;
using Workbench.Foundation;

namespace Workbench.Evaluation;

/// <summary>
/// A measure that is code of the user's own. Of one declaration there is one object, so that measures are the same where all of it is.
/// </summary>
internal sealed class OwnMeasure : Measure, IOwnCode
{
    private const string What = "measure";

    private static readonly ConcurrentDictionary<(string, string, string, BetterWhen, string), OwnMeasure> Known = [];
    private static readonly OwnCode<Func<Predictions, LabelMatrix, double?>> Code = new(What,
        (key, text) => $"Measure.Of(\"{key}\", name, meaning, betterWhen, {text})", mayCapture: false);

    private OwnMeasure(string key, string name, string meaning, BetterWhen betterWhen, string text)
        : base(key, key, name, meaning, betterWhen, predictions => Score(key, text, predictions))
    {
        Text = text;
        HeadlineOf = [.. Enum.GetValues<ClassificationTask>()];
    }

    string IOwnCode.What => What;

    string IOwnCode.Name => Key;

    /// <inheritdoc/>
    public string Text { get; }

    /// <summary>Whether this process can compute it.</summary>
    public bool IsKnown => Code.Knows(Key, Text);

    /// <inheritdoc/>
    public void Require() => Code.Find(Key, Text);

    /// <inheritdoc cref="Measure.Of(string, string, string, BetterWhen, Func{Predictions, LabelMatrix, double?}, string)"/>
    public static OwnMeasure Define(string key, string name, string meaning, BetterWhen betterWhen,
        Func<Predictions, LabelMatrix, double?> score, string text) =>
        ProblemOf(key) is { } problem ? throw new WorkbenchException(problem)
            : Interned(key, name, meaning, betterWhen, Code.Define(key, text, score));

    /// <summary>Reads a declaration; the code may be unknown here.</summary>
    public static OwnMeasure Read(JsonMembers members) => Interned(members.Take<string>("key"), members.Take<string>("name"),
        members.Take<string>("meaning"), members.Take<BetterWhen>("betterWhen"), members.Take<string>("text"));

    /// <summary>Why a key cannot be that of an own measure; null if it can.</summary>
    public static string? ProblemOf(string key)
    {
        if (key.Length == 0 || !char.IsAsciiLetterLower(key[0]) || !key.All(char.IsAsciiLetterOrDigit))
            return $"The key '{key}' of a measure must be a lower-case letter and then letters and digits, for instance f2Macro.";
        return Measures.All.Any(taken => new[] { taken.Key, taken.Column }.Contains(key, StringComparer.OrdinalIgnoreCase))
            ? $"The key {key} is that of a measure that every run has; choose another."
            : null;
    }

    private static OwnMeasure Interned(string key, string name, string meaning, BetterWhen betterWhen, string text) =>
        Known.GetOrAdd((key, name, meaning, betterWhen, text), _ => new(key, name, meaning, betterWhen, text));

    private static double? Score(string key, string text, WeightedPredictions predictions)
    {
        var (songs, decisions) = predictions.Repeated;
        var score = Code.Call(key, text, code => code(songs, decisions));
        return score is null || double.IsFinite(score.Value) ? score : throw new OwnCodeException(FormattableString.Invariant(
            $"The measure {key} gave {score} for {songs.TrackIds.Length} songs; return a finite number, or null where it is undefined."));
    }
}
