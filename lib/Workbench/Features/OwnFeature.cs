using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Workbench.Audio;
using Workbench.Features.Analysis;
using Workbench.Foundation;

namespace Workbench.Features;

/// <summary>A feature that is code of the user's own: see <see cref="Feature.Of"/>.</summary>
/// <unit>that of its code</unit>
/// <range>any</range>
internal sealed partial record OwnFeature : Feature, IOwnCode
{
    private const string What = "feature";

    private static readonly OwnCode<Func<AudioClip, double[]>> Code = new(What, (name, rest) => $"Feature.Of(\"{name}\", {rest})");

    /// <summary>Reads a feature, whose code may be unknown here.</summary>
    public OwnFeature(string name, ImmutableArray<string> values, string text, string? version = null) =>
        (Name, Values, Text, Version) = (name, values, text, version);

    /// <summary>What its maker called it.</summary>
    public override string Name { get; }

    /// <summary>What its values are called.</summary>
    public ImmutableArray<string> Values { get; }

    /// <summary>Its source, the lambda.</summary>
    public string Text { get; }

    /// <summary>What the text does not tell; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Version { get; }

    /// <inheritdoc/>
    public override int BandCount => Values.Length;

    string IOwnCode.What => What;

    internal override ImmutableArray<string> SongValues => Values;

    internal override bool IsLocal => false;

    internal override bool IsFromElsewhere => true;

    /// <inheritdoc/>
    public override int? FrameHop(FeatureSpec spec) => null;

    /// <inheritdoc/>
    public void Require() => Code.Find(Name, Rest);

    /// <summary>What follows the name where it is defined.</summary>
    private string Rest => $"[{string.Join(", ", Values.Select(value => $"\"{value}\""))}], {Text}"
        + (Version is null ? "" : $", version: \"{Version}\"");

    /// <summary>Whether the other has the same members.</summary>
    public bool Equals(OwnFeature? other) => other is not null && (Name, Text, Version) == (other.Name, other.Text, other.Version)
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Text, Version);

    /// <inheritdoc cref="Feature.Of"/>
    internal static OwnFeature Define(
        string name, ImmutableArray<string> values, Func<AudioClip, double[]> compute, string? version, string text)
    {
        var feature = new OwnFeature(name, values, OwnCodeText.Of(text), version);
        if (feature.Problems().FirstOrDefault() is { } problem)
            throw new WorkbenchException(problem);
        Code.Define(name, feature.Rest, compute);
        return feature;
    }

    internal override IFeatureCalculator CreateCalculator(FeatureSpec spec) => new Calculator(this, Code.Find(Name, Rest));

    internal override void Check(FeatureSpec spec, SpecProblems problems)
    {
        foreach (var problem in Problems())
            problems.Require(false, problem);
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Word();

    private IEnumerable<string> Problems()
    {
        if (!Word().IsMatch(Name))
            yield return $"'{Name}' is no name of a feature, by which columns are called: lower-case letters, digits and _, as peaks.";
        if (Values.IsDefaultOrEmpty)
            yield return $"The feature {Name} names no values; name at least one, for instance max.";
        foreach (var (index, value) in Values.IsDefault ? [] : Values.Index())
            if (value is null || !Word().IsMatch(value))
                yield return $"'{value}' is no name of a value of the feature {Name}: lower-case letters, digits and _, as max.";
            else if (Values.IndexOf(value) < index)
                yield return $"The feature {Name} names the value {value} twice; name each once.";
    }

    private sealed class Calculator(OwnFeature feature, Func<AudioClip, double[]> compute) : IFeatureCalculator
    {
        private int isTried;

        public void Compute(ClipAnalysis clip, FrameRows rows)
        {
            var values = Call(clip.Clip);
            if (Interlocked.Exchange(ref isTried, 1) == 0 && !Call(clip.Clip).AsSpan().SequenceEqual(values))
                throw new OwnCodeException($"The feature {feature.Name} gave other values when it heard the same song again. Keep nothing "
                    + "from one call to the next, and take chance from a generator with a seed, new Random(1).");
            rows.Resize(1);
            for (var band = 0; band < values.Length; band++)
                rows.Row(band)[0] = values[band];
        }

        /// <summary>The values of a song. A <see cref="WorkbenchException"/> of the code leaves the song out.</summary>
        private float[] Call(AudioClip clip)
        {
            double[]? values;
            try
            {
                values = compute(clip);
            }
            catch (Exception error) when (error is not (WorkbenchException or OperationCanceledException or OutOfMemoryException))
            {
                throw new OwnCodeException($"The feature {feature.Name} failed: {error.GetType().Name}: {error.Message}", error);
            }
            if (values?.Length != feature.Values.Length)
                throw new OwnCodeException(
                    $"The feature {feature.Name} gave {(values is null ? "null" : Counted.Of(values.Length, "value"))} for the "
                    + $"{Counted.Of(feature.Values.Length, "name")} {string.Join(", ", feature.Values)}; give one a name.");
            float[] row = [.. values.Select(value => (float)value)];
            var wrong = Array.FindIndex(row, value => !float.IsFinite(value));
            return wrong < 0 ? row : throw new OwnCodeException(string.Create(CultureInfo.InvariantCulture,
                $"The feature {feature.Name} gave {values[wrong]} as {feature.Values[wrong]}; give a finite number for every song, or ")
                + "throw a WorkbenchException that says why a song has none, to leave it out.");
        }
    }
}
