using System.Collections.Immutable;
using System.Globalization;
using Workbench.Datasets;
using Workbench.Features;

namespace Workbench.Tests.Reference;

/// <summary>The 518 columns of 400 real songs of four genres, as librosa took them.</summary>
internal static class Emotify
{
    /// <summary>The songs with their features; skips the calling test where they are absent.</summary>
    public static ExtractedDataset Read()
    {
        var rows = File.ReadAllLines(SharedData.Path("emotify", "features_518.csv")).Select(line => line.Split(',')).ToArray();
        ImmutableArray<Track> tracks = [.. rows.Skip(1).Select(row => new Track { Id = row[0], AudioPath = row[0], Labels = [row[1]] })];
        var features = new FeatureMatrix([.. rows[0].Skip(2)], [.. rows.Skip(1).SelectMany(row => row.Skip(2)).Select(v => float.Parse(v, CultureInfo.InvariantCulture))]);
        return new(new("emotify", "", tracks, []), FeatureSpec.Fma518, features);
    }
}
