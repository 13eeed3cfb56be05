using System.Collections.Immutable;
using Workbench.Audio;
using Workbench.Charts;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Features;
using Workbench.Figures;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training;

namespace Workbench.Tests.Charts;

public class ChartsTests
{
    [Fact]
    public void Class_balance_goes_from_the_most_to_the_least_with_shares()
    {
        var figure = Chart.ClassBalance([("Folk", 25), ("Rock", 150), ("Pop", 25)]);
        Assert.Equal(["Rock", "Folk", "Pop"], figure.Panels[0].Y.Ticks.Select(t => t.Text));
        Assert.Equal(["150 · 75.0 %", "25 · 12.5 %", "25 · 12.5 %"], Assert.IsType<BarTrace>(figure.Panels[0].Traces[0]).Labels);
        Assert.Equal("Class balance of 3 genres over 200 songs: Rock most (150, 75.0 %), Pop least (25, 12.5 %)", figure.Summary);
        Assert.Equal("Class balance: Rock has 6.0 times the songs of Pop", figure.Title);
        Assert.Equal("Class balance: all equal, 9 songs each", Chart.ClassBalance([("Folk", 9), ("Rock", 9)]).Title);
    }

    [Fact]
    public void Shares_of_tracks_with_several_labels_are_of_the_tracks() =>
        Assert.Contains("Rock most (150, 100.0 %)", Chart.ClassBalance([("Rock", 150), ("Pop", 90)], trackCount: 150).Summary,
            StringComparison.Ordinal);

    [Fact]
    public void A_learning_curve_marks_the_best_epoch()
    {
        var figure = Chart.LearningCurve([0.9, 0.5, 0.3], [0.8, 0.6, 0.7], [0.6, 0.8, double.NaN], bestEpoch: 2);
        Assert.Equal(
            "Learning curve of 3 epochs: best at epoch 2, with validation AUC 0.800, validation loss 0.600 and training loss 0.500",
            figure.Summary);
        Assert.Equal(2, Assert.IsType<RuleTrace>(figure.Panels[1].Traces[0]).Value);
    }

    [Fact]
    public void A_learning_curve_of_one_epoch_can_be_drawn() =>
        Assert.Contains("best at epoch 1", Chart.LearningCurve([0.9], [0.8], [0.6], 1).ToSvg(), StringComparison.Ordinal);

    [Fact]
    public void ROC_curves_are_in_order_of_their_area_and_the_macro_average_is_bold()
    {
        double[] rates = [0, 1];
        var traces = Chart.RocCurves([("Pop", rates, rates, 0.6), ("Rock", rates, rates, 0.9)], (rates, rates, 0.75)).Panels[0].Traces;
        Assert.Equal(["Guessing 0.500", "Rock 0.900", "Pop 0.600", "Macro average 0.750"], traces.Select(t => t.Name));
        Assert.Equal([Emphasis.Guide, Emphasis.Normal, Emphasis.Normal, Emphasis.Strong], traces.Select(t => t.Emphasis));
    }

    [Fact]
    public void A_label_without_score_comes_last_and_is_not_called_the_worst()
    {
        var figure = Chart.LabelScores("AUC", [("Spoken", double.NaN, null, null), ("Pop", 0.7, 0.6, 0.8), ("Rock", 0.9, null, null)]);
        Assert.Equal(["Rock", "Pop", "Spoken"], figure.Panels[0].Y.Ticks.Select(t => t.Text));
        Assert.Equal("AUC of 3 labels: best Rock 0.900, worst Pop 0.700", figure.Summary);
    }

    [Fact]
    public void Octaves_of_a_mel_spectrogram_stand_between_their_bands()
    {
        var figure = Chart.MelSpectrogram(new FeatureMatrix(["a", "b", "c"], new float[6]), 0.5, [100, 300, 600]);
        Assert.Equal([new(2 - 88 / 300.0, "512"), new(1 - 44 / 200.0, "256"), new(0.14, "128")], figure.Panels[0].Y.Ticks,
            (a, b) => a.Text == b.Text && Math.Abs(a.Position - b.Position) < 1e-12);
        Assert.Equal((0, 1), Assert.IsType<HeatmapTrace>(figure.Panels[0].Traces[0]).X);
    }

    [Fact]
    public void A_waveform_keeps_a_peak_of_one_sample()
    {
        var samples = new float[100_000];
        samples[12_345] = 0.75f;
        Assert.Equal("Waveform: 12.5 s at 8000 Hz, peak 0.750", Chart.Waveform(new AudioClip(8000, samples)).Summary);
    }

    private static Predictions FourTracks => new(
        ["Rock", "Pop", "Spoken"],
        ["a", "b", "c", "d"],
        ["x", "x", "y", "y"],
        Matrices.Labels([[true, false, false], [true, true, false], [false, true, false], [false, false, false]]),
        Matrices.Scores([[0.9, 0.4, 0.1], [0.8, 0.3, 0.2], [0.1, 0.8, 0.3], [0.2, 0.5, 0.4]]));

    [Fact]
    public void Predictions_give_a_ROC_curve_for_each_label_that_has_one()
    {
        var figure = Chart.RocCurves(FourTracks);
        // Rock is ranked perfectly; of Pop's four pairs, two are in order; nobody speaks.
        Assert.Equal(["Guessing 0.500", "Rock 1.000", "Pop 0.500", "Macro average 0.750"], figure.Panels[0].Traces.Select(t => t.Name));
        Assert.Equal("ROC curves of 2 labels: macro AUC 0.750", figure.Summary);
    }

    [Fact]
    public void The_macro_ROC_curve_is_the_mean_of_the_curves_at_each_false_positive_rate()
    {
        var macro = Assert.IsType<LineTrace>(Chart.RocCurves(FourTracks).Panels[0].Traces[^1]);
        // Rock is at 1 everywhere. Pop goes from (0, 0) up to (0, 0.5), level to (1, 0.5), and up to (1, 1).
        Assert.Equal((0, 0), (macro.X[0], macro.Y[0]));
        Assert.Equal((0, 0.75), (macro.X[1], macro.Y[1]));
        Assert.Equal(0.75, macro.Y[100]);
        Assert.Equal((1, 1), (macro.X[^1], macro.Y[^1]));
    }

    [Fact]
    public void Scores_give_a_bar_a_label_and_none_where_the_area_is_undefined() => Assert.Equal(
        [1, 0.5, double.NaN], Assert.IsType<BarTrace>(Chart.LabelScores(Scores.From(FourTracks)).Panels[0].Traces[0]).Values);

    [Fact]
    public void A_training_is_drawn_with_the_epoch_it_kept()
    {
        var curve = new LearningCurve([new(1, 0.9, 0.8, 0.6, 1), new(2, 0.5, 0.6, 0.9, 1), new(3, 0.4, 0.7, 0.8, 1)],
            BestEpoch: 2, StopReason.Patience);
        Assert.StartsWith("Learning curve of 3 epochs: best at epoch 2, with validation AUC 0.900",
            Chart.LearningCurve(curve).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collection_is_balanced_by_its_tracks()
    {
        static Track Song(string id, params ImmutableArray<string> labels) => new() { Id = id, AudioPath = id, Labels = labels };
        var dataset = new Dataset("two", "two", [Song("a", "Pop", "Rock"), Song("b", "Rock")], []);
        Assert.Equal("Class balance of 2 genres over 2 songs: Rock most (2, 100.0 %), Pop least (1, 50.0 %)",
            Chart.ClassBalance(dataset).Summary);
    }

    [Fact]
    public void Nothing_to_draw_is_said_in_the_words_of_the_chart()
    {
        static string Message(Action draw) => Assert.Throws<WorkbenchException>(draw).Message;
        Assert.Equal("The class balance needs at least one label; none was given.", Message(() => Chart.ClassBalance([])));
        Assert.Equal("Label 'Rock' has a count of -1; counts start at 0.", Message(() => Chart.ClassBalance([("Rock", -1)])));
        Assert.Contains("epoch", Message(() => Chart.LearningCurve([], [], [], 1)), StringComparison.Ordinal);
        Assert.Contains("2 training losses, 1 validation losses",
            Message(() => Chart.LearningCurve([1, 2], [1], [1, 2], 1)), StringComparison.Ordinal);
        Assert.Contains("Best epoch 3", Message(() => Chart.LearningCurve([1, 2], [1, 2], [1, 2], bestEpoch: 3)), StringComparison.Ordinal);
        Assert.Contains("curve", Message(() => Chart.RocCurves([])), StringComparison.Ordinal);
        Assert.Contains("AUC per label", Message(() => Chart.LabelScores("AUC", [])), StringComparison.Ordinal);
        Assert.Contains("0 frames of 2 bands and 2 centres",
            Message(() => Chart.MelSpectrogram(new FeatureMatrix(["a", "b"], []), 1, [1, 2])), StringComparison.Ordinal);
        Assert.Contains("no sample", Message(() => Chart.Waveform(new AudioClip(8000, Array.Empty<float>()))), StringComparison.Ordinal);
    }
}
