using System.Collections.Immutable;
using System.Globalization;
using Workbench.Audio;
using Workbench.Datasets;
using Workbench.Features;

namespace Workbench.Tests.Reference;

/// <summary>400 real songs of four genres.</summary>
internal static class Emotify
{
    /// <summary>The songs with the 518 columns as librosa took them; skips the calling test where they are absent.</summary>
    public static ExtractedDataset Read()
    {
        var rows = File.ReadAllLines(SharedData.Path("emotify", "features_518.csv")).Select(line => line.Split(',')).ToArray();
        ImmutableArray<Track> tracks = [.. rows.Skip(1).Select(row => new Track { Id = row[0], AudioPath = row[0], Labels = [row[1]] })];
        var features = new FeatureMatrix([.. rows[0].Skip(2)],
            [.. rows.Skip(1).SelectMany(row => row.Skip(2)).Select(v => float.Parse(v, CultureInfo.InvariantCulture))]);
        return new(new("emotify", "", tracks, []), FeatureSpec.Fma518, features);
    }

    /// <summary>
    /// The songs with the 518 columns as this library takes them from the audio; skips the calling test where they are absent.
    /// </summary>
    public static ExtractedDataset Extract(CancellationToken token)
    {
        var folder = SharedData.Path("emotify");
        var tracks = Read().Tracks;
        var (spec, rows) = (FeatureSpec.Fma518, new float[tracks.Length][]);
        var extractor = new FeatureExtractor(spec);
        Parallel.For(0, tracks.Length,
            i => rows[i] = extractor.Extract(AudioFile.ReadMono(Path.Combine(folder, tracks[i].AudioPath), spec.SampleRate, token))
                .Row(0).ToArray());
        return new(new("emotify", folder, tracks, []), spec, new FeatureMatrix(spec.ColumnNames, [.. rows.SelectMany(row => row)]));
    }

    /// <summary>Five draws of five folds without common artists: the fold of each song.</summary>
    public static ImmutableArray<ImmutableArray<int>> ArtistFolds(ImmutableArray<Track> tracks)
    {
        var rows = File.ReadAllLines(SharedData.Path("emotify", "folds.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(row => row[0]);
        return [.. Enumerable.Range(6, 5).Select(column =>
            tracks.Select(t => int.Parse(rows[t.Id][column], CultureInfo.InvariantCulture)).ToImmutableArray())];
    }
}
