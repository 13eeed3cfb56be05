using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class FeatureRankingTests
{
    private const double Exact = 1e-12; // halves of whole numbers, divided once

    [Fact]
    public void Each_column_has_the_areas_of_scikit_learn()
    {
        var ranking = FeatureRanking.Of(TwentySongs.Part, TwentySongs.Spec);
        // roc_auc_score of scikit-learn 1.2.1 for a, b and c.
        double[][] areas =
        [
            [9 / 13.0, 2 / 3.0, 1 / 3.0], [3 / 14.0, 67 / 150.0, 85 / 192.0], [10 / 13.0, 13 / 30.0, 109 / 192.0],
            [32 / 91.0, 22 / 75.0, 9 / 32.0], [1 / 2.0, 11 / 25.0, 31 / 64.0], [83 / 182.0, 38 / 75.0, 49 / 96.0],
            [1 / 2.0, 11 / 30.0, 41 / 64.0], [40 / 91.0, 3 / 5.0, 83 / 192.0],
        ];
        Assert.Equal(["a", "b", "c"], ranking.Labels);
        foreach (var (column, expected) in TwentySongs.Spec.ColumnNames.Zip(areas))
            Assert.Equal(expected, ranking.Features.Single(f => f.Column == column).RocAucs.Select(a => a!.Value),
                (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void Columns_are_ranked_by_the_mean_distance_of_their_areas_from_guessing()
    {
        var ranking = FeatureRanking.Of(TwentySongs.Part, TwentySongs.Spec);
        var names = TwentySongs.Spec.ColumnNames;
        // numpy: mean of |2 AUC - 1| over the labels.
        Assert.Equal([names[3], names[0], names[2], names[1], names[6], names[7], names[4], names[5]],
            ranking.Features.Select(f => f.Column));
        Assert.Equal(0.38251221001221003, ranking.Features[0].Separation, Exact);
        Assert.Equal(0.04069291819291824, ranking.Features[^1].Separation, Exact);
        Assert.Equal(["mfcc", "rmse"], ranking.BestOfFamilies.Select(f => f.Family));
        Assert.Equal("c", ranking.Labels[ranking.LabelToldBestBy(ranking.Features[0])]); // 1 - 9/32 is the farthest
    }

    [Fact]
    public void The_best_column_beside_another_is_good_where_that_one_is_not()
    {
        FeatureRanking ranking = new(["a", "b"],
            [new("first", "f", [1, 0.6]), new("like the first", "f", [0.9, 0.6]), new("other", "f", [0.5, 0.1])]);
        Assert.Equal("other", ranking.BestBeside(ranking.Features[0]).Column);
        Assert.Equal("first", ranking.BestBeside(ranking.Features[2]).Column);
    }

    [Fact]
    public void On_400_real_songs_the_best_columns_are_those_that_scikit_learn_ranks_best()
    {
        var source = Emotify.Read();
        var ranking = FeatureRanking.Of(new TrainingPart(source, [.. Enumerable.Range(0, source.Tracks.Length)]), source.Spec);
        Assert.Equal(["spectral_centroid_max_01", "mfcc_max_06", "mfcc_max_01", "zcr_skew_01", "spectral_rolloff_max_01"],
            ranking.Features.Take(5).Select(f => f.Column));
        Assert.Equal([0.44073333333333337, 0.4379666666666667, 0.43476666666666675, 0.4266333333333333, 0.42655],
            ranking.Features.Take(5).Select(f => f.Separation), (a, b) => Math.Abs(a - b) < Exact);
    }

    [Fact]
    public void A_label_that_every_song_has_counts_for_nothing()
    {
        var tracks = TwentySongs.Part.Tracks;
        var ranking = FeatureRanking.Of(Relabel(i => [.. tracks[i].Labels, "music"]), TwentySongs.Spec);
        Assert.Equal(["a", "b", "c", "music"], ranking.Labels);
        Assert.Null(ranking.Features[0].SeparationOf(3));
        Assert.Equal(0.38251221001221003, ranking.Features[0].Separation, Exact);
    }

    [Fact]
    public void Labels_of_too_few_artists_to_say_are_named()
    {
        var tracks = TwentySongs.Part.Tracks;
        Assert.Empty(FeatureRanking.Of(TwentySongs.Part, TwentySongs.Spec).TooFew);
        Assert.Equal(["rare"], FeatureRanking.Of(Relabel(i => i < 4 ? [.. tracks[i].Labels, "rare"] : [.. tracks[i].Labels]),
            TwentySongs.Spec).TooFew);
    }

    [Fact]
    public void Nothing_to_tell_apart_is_refused()
    {
        Assert.Equal(
            "Every one of the 20 training songs has all labels (music, noise); there is nothing to tell apart. Add songs of another genre.",
            Assert.Throws<WorkbenchException>(() => FeatureRanking.Of(Relabel(_ => ["music", "noise"]), TwentySongs.Spec)).Message);
        Assert.StartsWith("The 8 columns are not the 518 of the spec.",
            Assert.Throws<ArgumentException>(() => FeatureRanking.Of(TwentySongs.Part, FeatureSpec.Fma518)).Message,
            StringComparison.Ordinal);
    }

    private static TrainingPart Relabel(Func<int, string[]> labels)
    {
        var part = TwentySongs.Part;
        return new(
            new(new("relabelled", "", [.. part.Tracks.Select((t, i) => t with { Labels = [.. labels(i)] })], []), TwentySongs.Spec,
                part.Features), [.. Enumerable.Range(0, part.Tracks.Length)]);
    }
}
