using System.Collections.Immutable;
using Workbench.Datasets;
using Workbench.Experiments;
using Workbench.Features;

namespace Workbench.Notebook;

/// <summary>What every song of a collection has whatever its genre: length, loudness and tempo. Kept in the feature cache.</summary>
internal sealed class SongFacts
{
    private static readonly FeatureSpec Spec = new()
    {
        Features = [new Duration(), new Rms(FromSpectrum: false), new Tempo()],
        Statistics = [Statistic.Mean, Statistic.Median, Statistic.Std],
    };

    /// <summary>Takes the facts of all songs that can be read.</summary>
    /// <param name="workspace">Where they are kept.</param>
    /// <param name="songs">The songs.</param>
    /// <param name="asked">
    /// What the experiment asks of the songs: where they are decoded for the facts, the library's own features are taken at once.
    /// </param>
    public SongFacts(Workspace workspace, Dataset songs, FeatureSpec asked)
    {
        ImmutableArray<Feature> own = [.. asked.Features.Where(feature => !feature.IsFromElsewhere)];
        var alongside = asked.Table is null && own.Length > 0 ? asked with { Features = own } : null;
        var extracted = WorkBar.During(work => workspace.Extract(songs, Spec, alongside, work));
        var features = extracted.Features;
        double[] Column(string name)
        {
            var column = features.ColumnNames.IndexOf(name);
            return [.. Enumerable.Range(0, features.RowCount).Select(row => (double)features[row, column])];
        }
        Tracks = extracted.Tracks;
        Durations = Column("duration_mean_01");
        // The mean of the squares is the square of the mean and the variance.
        Loudness = [.. Column("rmse_mean_01").Zip(Column("rmse_std_01"), (mean, std) => 10 * Math.Log10(mean * mean + std * std))];
        Tempi = Column("tempo_median_01");
    }

    /// <summary>The songs that can be read.</summary>
    public ImmutableArray<Track> Tracks { get; }

    /// <summary>Length of each song in seconds.</summary>
    public double[] Durations { get; }

    /// <summary>
    /// Root mean square of each song's samples, in decibels of full scale; silent songs are not among those that can be read.
    /// </summary>
    public double[] Loudness { get; }

    /// <summary>Tempo of each song in beats a minute: the median of its frames.</summary>
    public double[] Tempi { get; }
}
