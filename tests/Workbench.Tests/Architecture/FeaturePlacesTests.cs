using System.Text.Json.Serialization;
using Workbench.Export;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Export;
using Workbench.Tests.Features;
using Workbench.Tests.Features.Spectra;

namespace Workbench.Tests.Architecture;

/// <summary>Walks every feature through the places that <c>environment/CONTRIBUTING.md</c> names.</summary>
public class FeaturePlacesTests
{
    private static readonly Type[] Kinds =
        [.. typeof(Feature).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Feature)) && !t.IsAbstract).OrderBy(t => t.Name)];

    public static TheoryData<string> Names => [.. Kinds.Select(kind => kind.Name)];

    [Fact]
    public void Every_feature_has_a_kind_in_JSON() => Assert.Equal(Kinds,
        typeof(Feature).GetCustomAttributes(typeof(JsonDerivedTypeAttribute), false).Cast<JsonDerivedTypeAttribute>()
            .Select(declared => declared.DerivedType).OrderBy(t => t.Name));

    [Fact]
    public void Every_feature_is_among_the_samples() =>
        Assert.Equal(Kinds, FeatureSpecTests.EveryKind.Select(feature => feature.GetType()).OrderBy(t => t.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_feature_is_computed_into_the_columns_that_it_names(string name)
    {
        var feature = FeatureSpecTests.EveryKind.Single(sample => sample.GetType().Name == name);
        FeatureSpec spec = new() { Features = [feature], Statistics = [Statistic.Mean] };
        spec.Validate();
        Assert.Equal(feature.BandCount, spec.ColumnNames.Length);
        var beginning = feature.SongValues.IsEmpty ? $"{feature.Name}_mean_" : $"{feature.Name}_";
        Assert.All(spec.ColumnNames, column => Assert.StartsWith(beginning, column, StringComparison.Ordinal));
        var song = new FeatureExtractor(spec).Extract(Signals.Noise(2 * spec.SampleRate, seed: 1));
        Assert.Equal(spec.ColumnNames, song.ColumnNames);
        Assert.All(song.Row(0).ToArray(), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_feature_has_a_test_of_its_own(string name) => Assert.Contains(
        SourceFiles.Under("tests/Workbench.Tests/Features", ".cs"),
        path => !path.EndsWith($"/{nameof(FeatureSpecTests)}.cs", StringComparison.Ordinal)
            && SourceFiles.Text(path).Contains(name == nameof(OwnFeature) ? "Feature.Of(" : $"new {name}(", StringComparison.Ordinal));

    [Fact]
    public void Every_name_is_that_of_columns_and_files()
    {
        Assert.All(FeatureSpecTests.EveryKind, feature => Assert.Matches("^[a-z][a-z0-9_]*$", feature.Name));
        Assert.Equal(Kinds.Length, FeatureSpecTests.EveryKind.Select(feature => feature.Name).Distinct().Count());
        Assert.Throws<InvalidSpecException>(new FeatureSpec { Features = [new Mfcc(), new Mfcc(13)] }.Validate);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_feature_is_exported_or_refused(string name)
    {
        var feature = FeatureSpecTests.EveryKind.Single(sample => sample.GetType().Name == name);
        var reason = ModelGraph.WhyNotFromAudio(new() { Features = [feature] });
        Assert.Equal(FeatureExportTests.Refused.Contains(feature.Name), reason is not null);
    }
}
