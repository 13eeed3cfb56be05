using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using static Workbench.Tests.Evaluation.ScikitLearn;

namespace Workbench.Tests.Evaluation;

public class ScoresTests
{
    [Fact]
    public void Areas_of_many_labels_match_scikit_learn()
    {
        var golden = new ScikitLearn();
        var scores = Scores.From(golden.MultiLabel);
        Assert.Equal(golden.Number("roc_auc", "macro_over_11_defined"), scores.RocAucMacro!.Value, Tolerance);
        Assert.Equal(golden.Number("roc_auc", "micro_12"), scores.RocAucMicro!.Value, Tolerance);
        Assert.Equal(golden.Number("average_precision", "macro_labels_0_10"), scores.PrAucMacro!.Value, Tolerance);
        Assert.Equal(golden.Number("average_precision", "micro_12"), scores.PrAucMicro!.Value, Tolerance);

        var defined = FirstLabels(golden.MultiLabel, 11);
        Assert.Equal(golden.Number("roc_auc", "weighted_labels_0_10"), RocAuc.Weighted(defined.Truth, defined.Scores)!.Value, Tolerance);
        Assert.Equal(RocAuc.Macro(defined.Truth, defined.Scores), scores.RocAucMacro);
        Assert.Equal(AveragePrecision.Macro(defined.Truth, defined.Scores), scores.PrAucMacro);
    }

    [Fact]
    public void Decisions_on_many_labels_match_scikit_learn()
    {
        var golden = new ScikitLearn();
        var scores = Scores.From(golden.MultiLabel);
        Assert.Equal(1 - golden.Number("hamming_loss"), scores.HammingAccuracy, Tolerance);
        Assert.Equal(golden.Number("subset_accuracy"), scores.SubsetAccuracy, Tolerance);
        Assert.Equal(golden.Number("macro", "f1"), scores.F1Macro, Tolerance);
        Assert.Equal(golden.Number("micro", "f1"), scores.F1Micro, Tolerance);
        Assert.Null(scores.AccuracyTop1); // some rows have several labels
        Assert.Equal(1 - golden.Numbers("positives").Sum() / 6000, scores.AllNegativeBaseline, Tolerance); // of 500 x 12 cells
    }

    [Fact]
    public void Each_label_matches_scikit_learn_and_undefined_ones_are_listed()
    {
        var golden = new ScikitLearn();
        var scores = Scores.From(golden.MultiLabel);
        AssertEqual(golden.Numbers("roc_auc", "per_label")[..11], scores.PerLabel[..11].Select(l => l.RocAuc!.Value));
        AssertEqual(golden.Numbers("average_precision", "per_label")[..11], scores.PerLabel[..11].Select(l => l.AveragePrecision!.Value));
        AssertEqual(golden.Numbers("per_label", "precision"), scores.PerLabel.Select(l => l.Precision));
        AssertEqual(golden.Numbers("per_label", "recall"), scores.PerLabel.Select(l => l.Recall));
        AssertEqual(golden.Numbers("per_label", "f1"), scores.PerLabel.Select(l => l.F1));

        Assert.Equal(["label 11"], scores.UndefinedLabels);
        Assert.Equal((null, null, 0),
            (scores.PerLabel[11].RocAuc, scores.PerLabel[11].AveragePrecision, scores.PerLabel[11].PositiveCount));
        Assert.Equal(golden.Numbers("positives"), scores.PerLabel.Select(l => (double)l.PositiveCount));
        Assert.Equal(golden.Numbers("positives")[0] / 500, scores.PerLabel[0].Prevalence);
    }

    [Fact]
    public void Four_classes_match_scikit_learn()
    {
        var golden = new ScikitLearn();
        var scores = Scores.From(golden.MultiClass, Decisions.TopOne(golden.MultiClass.Scores));
        Assert.Equal(golden.Number("multiclass", "accuracy"), scores.AccuracyTop1!.Value, Tolerance);
        Assert.Equal(golden.Number("multiclass", "accuracy"), scores.SubsetAccuracy, Tolerance);
        Assert.Equal(golden.Number("multiclass", "roc_auc_ovr_macro"), scores.RocAucMacro!.Value, Tolerance);
        Assert.Equal(golden.Number("multiclass", "roc_auc_ovr_weighted"),
            RocAuc.Weighted(golden.MultiClass.Truth, golden.MultiClass.Scores)!.Value, Tolerance);
        Assert.Equal(golden.Number("multiclass", "f1_macro"), scores.F1Macro, Tolerance);
        Assert.Equal(golden.Number("multiclass", "f1_micro"), scores.F1Micro, Tolerance);
    }

    [Fact]
    public void Of_equal_highest_scores_the_first_is_the_decision()
    {
        var decisions = Decisions.TopOne(Matrices.Scores([[0.4, 0.4, 0.2], [0, 0, 0]]));
        Assert.Equal([true, false, false], decisions.Row(0));
        Assert.Equal([true, false, false], decisions.Row(1));
    }

    [Fact]
    public void A_score_at_the_threshold_is_a_yes_and_each_label_may_have_its_own()
    {
        var scores = Matrices.Scores([[0.5, 0.3], [0.49, 0.29]]);
        Assert.Equal([true, false], Decisions.At(scores).Row(0));
        Assert.Equal([true, true], Decisions.At(scores, [0.5, 0.3]).Row(0));
        Assert.Equal([false, false], Decisions.At(scores, [0.5, 0.3]).Row(1));
        Assert.Contains("1 thresholds for 2 labels", Assert.Throws<ArgumentException>(() => Decisions.At(scores, [0.5])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Predicting_nothing_scores_the_baseline_and_no_F1()
    {
        var truth = Matrices.Labels([[true, false, false, false], [false, false, false, true]]);
        var scores = Scores.From(new(["a", "b", "c", "d"], ["1", "2"], ["x", "y"], truth, Matrices.Scores([[0, 0, 0, 0], [0, 0, 0, 0]])));
        Assert.Equal((0.75, 0.75), (scores.HammingAccuracy, scores.AllNegativeBaseline));
        Assert.Equal((0.0, 0.0, 0.0), (scores.F1Macro, scores.F1Micro, scores.SubsetAccuracy));
        Assert.Equal(["b", "c"], scores.UndefinedLabels);
        Assert.Equal(0.5, scores.RocAucMacro);
    }

    [Fact]
    public void Guessing_gets_half_the_ROC_area_the_prevalence_and_the_spread_of_a_coin()
    {
        var golden = new ScikitLearn();
        var (scores, guessing) = (Scores.From(golden.MultiLabel), Scores.OfGuessing(golden.MultiLabel));
        Assert.Equal(0.5, guessing.RocAucMacro);
        Assert.Equal(scores.PrevalenceBaseline!.Value, guessing.PrAucMacro!.Value, Tolerance);
        Assert.Equal(scores.AllNegativeBaseline, guessing.HammingAccuracy, Tolerance); // no label has half of the songs
        Assert.Equal(0, guessing.F1Macro);
        Assert.Equal(scores.PerLabel.Average(label => label.Prevalence * (1 - label.Prevalence)), guessing.Brier!.Value, Tolerance);
    }

    [Fact]
    public void Scores_survive_the_round_trip_through_JSON()
    {
        var truth = Matrices.Labels([[true, false, false], [false, true, false]]);
        var scores =
            Scores.From(new(["a", "b", "c"], ["1", "2"], ["x", "y"], truth, Matrices.Scores([[0.9, 0.1, 0.3], [0.2, 1.0 / 3, 0.1]])));
        var read = SpecJson.Read<Scores>(SpecJson.Write(scores));
        Assert.All(scores.PerLabel.Zip(read.PerLabel), label => Assert.Equal(
            (label.First.Label, label.First.PositiveCount, label.First.Prevalence, label.First.RocAuc, label.First.F1),
            (label.Second.Label, label.Second.PositiveCount, label.Second.Prevalence, label.Second.RocAuc, label.Second.F1)));
        Assert.Equal(["c"], read.UndefinedLabels);
        Assert.Equal(SpecJson.Write(scores), SpecJson.Write(read));
    }
}
