using System.Text.Json.Nodes;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

/// <summary>Walks the list of scores: whatever is declared there must hold all of this.</summary>
public class MeasuresTests
{
    /// <summary>What each measure is without weights: a new measure needs a line here.</summary>
    private static readonly Dictionary<Measure, Func<Predictions, LabelMatrix, double?>> Plain = new()
    {
        [Measures.RocAucMacro] = (said, _) => RocAuc.Macro(said.Truth, said.Scores),
        [Measures.RocAucMicro] = (said, _) => RocAuc.Micro(said.Truth, said.Scores),
        [Measures.RocAucWeighted] = (said, _) => RocAuc.Weighted(said.Truth, said.Scores),
        [Measures.RocAucSamples] = (said, _) => RocAuc.Samples(said.Truth, said.Scores),
        [Measures.PrAucMacro] = (said, _) => AveragePrecision.Macro(said.Truth, said.Scores),
        [Measures.PrAucMicro] = (said, _) => AveragePrecision.Micro(said.Truth, said.Scores),
        [Measures.RankingAveragePrecision] = (said, _) => RankingScores.From(said).AveragePrecision,
        [Measures.CoverageError] = (said, _) => RankingScores.From(said).CoverageError,
        [Measures.RankingLoss] = (said, _) => RankingScores.From(said).RankingLoss,
        [Measures.F1Macro] = (said, decisions) => DecisionScores.Macro(said.Truth, decisions).F1,
        [Measures.F1Micro] = (said, decisions) => DecisionScores.Micro(said.Truth, decisions).F1,
        [Measures.JaccardSamples] = (said, decisions) => DecisionScores.Samples(said.Truth, decisions).Jaccard,
        [Measures.AccuracyTop1] = (said, _) =>
            Rows(said).All(row => said.Truth.Row(row).Count(true) <= 1) && Rows(said).Any(row => said.Truth.Row(row).Contains(true))
            ? Rows(said).Average(row => said.Truth.Row(row).SequenceEqual(Decisions.TopOne(said.Scores).Row(row)) ? 1 : 0) : null,
        [Measures.SubsetAccuracy] = (said, decisions) =>
            Rows(said).Average(row => said.Truth.Row(row).SequenceEqual(decisions.Row(row)) ? 1 : 0),
        [Measures.HammingAccuracy] = (said, decisions) => Rows(said).SelectMany(row =>
            Labels(said).Select(label => said.Truth[row, label] == decisions[row, label] ? 1 : 0)).Average(),
        [Measures.LogLoss] = (said, _) => AreProbabilities(said) ? ProbabilityScores.From(said).LogLoss : null,
        [Measures.Brier] = (said, _) => AreProbabilities(said) ? ProbabilityScores.From(said).Brier : null,
        [Measures.CalibrationError] = (said, _) => AreProbabilities(said) ? CalibrationCurve.From(said).ExpectedError : null,
    };

    /// <summary>The same for one label, whose column is given.</summary>
    private static readonly Dictionary<LabelMeasure, Func<Predictions, LabelMatrix, double?>> PlainOfLabel = new()
    {
        [Measures.LabelRocAuc] = (said, _) => RocAuc.Of(said.Truth.Column(0), said.Scores.Column(0)),
        [Measures.LabelAveragePrecision] = (said, _) => AveragePrecision.Of(said.Truth.Column(0), said.Scores.Column(0)),
        [Measures.LabelPrecision] = (said, decisions) => DecisionScores.Micro(said.Truth, decisions).Precision,
        [Measures.LabelRecall] = (said, decisions) => DecisionScores.Micro(said.Truth, decisions).Recall,
        [Measures.LabelF1] = (said, decisions) => DecisionScores.Micro(said.Truth, decisions).F1,
    };

    [Fact]
    public void Every_measure_has_names_of_its_own_and_says_what_it_means()
    {
        foreach (var list in new MeasureDeclaration[][] { [.. Measures.All], [.. Measures.OfLabels] })
        {
            Assert.All(list, measure =>
            {
                Assert.Matches("^[a-z][A-Za-z0-9]+$", measure.Key);
                Assert.Matches("^[a-z][a-z0-9_]+$", measure.Column);
                Assert.True(measure.Name.Length > 1 && measure.Meaning.Length > measure.Name.Length, measure.Key);
                Assert.DoesNotContain("better", measure.Meaning, StringComparison.Ordinal); // tables say it themselves
            });
            foreach (var name in new Func<MeasureDeclaration, string>[] { m => m.Key, m => m.Column, m => m.Name })
                Assert.Equal(list.Length, list.Select(name).Distinct().Count());
        }
        Assert.Equal((Measures.RocAucMacro, Measures.AccuracyTop1),
            (Measures.HeadlinesOf(ClassificationTask.MultiLabel)[0], Measures.HeadlinesOf(ClassificationTask.SingleLabel)[0]));
        Assert.Empty(Measures.HeadlinesOf(ClassificationTask.SingleLabel)
            .Intersect([Measures.HammingAccuracy, Measures.SubsetAccuracy, Measures.F1Macro, Measures.F1Micro]));
        foreach (var task in Enum.GetValues<ClassificationTask>())
            Assert.Contains(Measures.LabelRocAuc, Measures.HeadlinesOfLabels(task));
    }

    [Fact]
    public void Top_1_accuracy_counts_a_song_of_an_unknown_genre_as_wrong_and_is_undefined_where_a_song_has_two()
    {
        double? Of(params bool[][] truth) => Scores.From(new Predictions(["a", "b"], ["1", "2", "3"], ["x", "y", "z"],
            Matrices.Labels(truth), Matrices.Scores([[0.9, 0.1], [0.4, 0.3], [0.8, 0.7]]))).AccuracyTop1;
        Assert.Equal(1.0 / 3, Of([true, false], [false, true], [false, false]));
        Assert.Null(Of([true, false], [true, true], [true, false]));
        Assert.Null(Of([false, false], [false, false], [false, false]));
    }

    [Fact]
    public void Every_measure_equals_its_plain_formula_to_the_last_bit()
    {
        Assert.Equal(Measures.All.ToHashSet(), Plain.Keys.ToHashSet());
        Assert.Equal(Measures.OfLabels.ToHashSet(), PlainOfLabel.Keys.ToHashSet());
        for (var round = 0; round < 24; round++)
        {
            var said =
                Draw(new(round), ties: round % 2 == 0, probabilities: round % 3 > 0, oneLabel: round % 4 == 0, absent: round % 5 == 0);
            foreach (var decisions in new[] { Decisions.At(said.Scores), Decisions.TopOne(said.Scores) })
            {
                var scores = Scores.From(said, decisions);
                Assert.All(Measures.All, measure => Assert.Equal(Plain[measure](said, decisions), scores[measure]));
                foreach (var label in Labels(said))
                {
                    var (own, decided) = (OneLabel(said, label), Column(decisions, label));
                    Assert.All(Measures.OfLabels, measure =>
                        Assert.Equal(PlainOfLabel[measure](own, decided), scores.PerLabel[label][measure]));
                }
            }
        }
    }

    [Fact]
    public void Every_measure_prefers_a_perfect_model_to_its_opposite()
    {
        var truth = Matrices.Labels([[true, false, false], [false, true, false], [false, false, true], [true, false, false]]);
        Scores Of(double yes, double no) => Scores.From(new(["a", "b", "c"], ["1", "2", "3", "4"], ["w", "x", "y", "z"], truth,
            Matrices.Scores([.. Enumerable.Range(0, 4).Select(row => truth.Row(row).ToArray().Select(has => has ? yes : no).ToArray())])));
        var (perfect, opposite) = (Of(0.99, 0.01), Of(0.01, 0.99));
        Assert.All(Measures.All, measure => AssertBetter(measure, perfect[measure], opposite[measure]));
        Assert.All(Measures.OfLabels, measure => AssertBetter(measure, perfect.PerLabel[0][measure], opposite.PerLabel[0][measure]));
    }

    [Fact]
    public void Every_measure_has_an_interval_a_difference_and_its_members_in_JSON()
    {
        var rng = new Random(1);
        var said = Draw(rng, oneLabel: true);
        var (scores, bootstrap) = (Scores.From(said), new Bootstrap(100));
        var intervals = bootstrap.Intervals(said);
        var differences = bootstrap.Differences(said, said);
        var (written, writtenIntervals) = (JsonNode.Parse(SpecJson.Write(scores))!, JsonNode.Parse(SpecJson.Write(intervals))!);
        var (read, readIntervals) =
            (SpecJson.Read<Scores>(SpecJson.Write(scores)), SpecJson.Read<ScoreIntervals>(SpecJson.Write(intervals)));
        foreach (var measure in Measures.All)
        {
            Assert.Equal(scores[measure]!.Value, intervals[measure]!.Estimate, 1e-12); // sums in another order
            Assert.True(intervals[measure]!.Low < intervals[measure]!.High, measure.Key);
            Assert.Equal(new Interval(0, 0, 0), differences[measure]);
            Assert.Equal(scores[measure], measure.Path.Split('.').Aggregate(written, (node, name) => node[name]!).GetValue<double>());
            Assert.Equal(intervals[measure]!.Low, writtenIntervals[measure.Key]!["low"]!.GetValue<double>());
            Assert.Equal((scores[measure], intervals[measure]), (read[measure], readIntervals[measure]));
        }
        foreach (var measure in Measures.OfLabels)
            foreach (var label in Labels(said))
            {
                var (score, interval) = (scores.PerLabel[label][measure], intervals.PerLabel[label][measure]);
                Assert.Equal(score!.Value, interval!.Estimate, 1e-12); // sums in another order
                Assert.Equal(score, written["perLabel"]![label]![measure.Key]!.GetValue<double>());
                Assert.Equal(interval.High, writtenIntervals["perLabel"]![label]![measure.Key]!["high"]!.GetValue<double>());
                Assert.Equal((score, interval), (read.PerLabel[label][measure], readIntervals.PerLabel[label][measure]));
            }
    }

    /// <summary>A part of a <c>scores.json</c> as it was written while every score still had a property of its own.</summary>
    [Fact]
    public void Scores_of_old_run_folders_still_open()
    {
        var scores = SpecJson.Read<Scores>("""
            {
              "trackCount": 4, "rocAucMacro": 0.75, "rocAucMicro": 0.7, "rocAucWeighted": 0.71, "rocAucSamples": null, "prAucMacro": 0.8,
              "prAucMicro": 0.81, "prevalenceBaseline": 0.5, "accuracyTop1": null, "subsetAccuracy": 0.25, "hammingAccuracy": 0.625,
              "allNegativeBaseline": 0.4, "f1Macro": 0.61, "f1Micro": 0.62, "jaccardSamples": 0.63,
              "ranking": { "coverageError": 1.5, "rankingLoss": 0.2, "averagePrecision": 0.9 },
              "logLoss": 0.5, "brier": 0.2, "calibrationError": 0.1,
              "perLabel": [
                { "label": "a", "positiveCount": 2, "prevalence": 0.5, "rocAuc": 0.75, "averagePrecision": 0.8, "precision": 0.4,
                  "recall": 0.3, "f1": 0.35 },
                { "label": "b", "positiveCount": 0, "prevalence": 0, "rocAuc": null, "averagePrecision": null, "precision": 0,
                  "recall": 0, "f1": 0 }],
              "undefinedLabels": ["b"]
            }
            """);
        Assert.Equal((4, 0.75, 0.25, 0.4, 0.5, null),
            (scores.TrackCount, scores.RocAucMacro, scores.SubsetAccuracy, scores.AllNegativeBaseline, scores.PrevalenceBaseline,
                scores.AccuracyTop1));
        Assert.Equal(new RankingScores(1.5, 0.2, 0.9), scores.Ranking);
        Assert.Equal(("a", 2, 0.75, 0.35),
            (scores.PerLabel[0].Label, scores.PerLabel[0].PositiveCount, scores.PerLabel[0].RocAuc, scores.PerLabel[0].F1));
        Assert.Equal(["b"], scores.UndefinedLabels);

        var intervals = SpecJson.Read<ScoreIntervals>("""
            { "rocAucMacro": { "estimate": 0.75, "low": 0.5, "high": 0.875 }, "accuracyTop1": null, "perLabel": [
                { "label": "a", "rocAuc": { "estimate": 0.75, "low": 0.5, "high": 1 }, "averagePrecision": null }] }
            """);
        Assert.Equal((new(0.75, 0.5, 0.875), null), (intervals.RocAucMacro, intervals.AccuracyTop1));
        Assert.Equal(new Interval(0.75, 0.5, 1), intervals.PerLabel[0].RocAuc);
    }

    [Fact]
    public void Scores_may_lack_a_measure_that_came_later_and_nothing_else()
    {
        var json = JsonNode.Parse(SpecJson.Write(Scores.From(Draw(new(2)))))!.AsObject();
        string Refusal(string member, JsonNode? value)
        {
            var changed = json.DeepClone().AsObject();
            changed.Remove(member);
            if (value is not null)
                changed[member] = value;
            return Assert.Throws<InvalidSpecException>(() => SpecJson.Read<Scores>(changed.ToJsonString())).Message;
        }
        Assert.Contains("The member trackCount is missing; add it.", Refusal("trackCount", null), StringComparison.Ordinal);
        Assert.Contains("The member rocAucMakro is unknown; did you mean rocAucMacro?", Refusal("rocAucMakro", 0.5),
            StringComparison.Ordinal);
        Assert.Contains("The member brier: ", Refusal("brier", "low"), StringComparison.Ordinal);
        Assert.Contains("There is no object here",
            Assert.Throws<InvalidSpecException>(() => SpecJson.Read<Scores>("[]")).Message, StringComparison.Ordinal);
        Assert.Contains("stands twice", Assert.Throws<InvalidSpecException>(() =>
            SpecJson.Read<Scores>("""{ "trackCount": 1, "trackCount": 2 }""")).Message, StringComparison.Ordinal);

        json.Remove("f1Macro");
        var older = SpecJson.Read<Scores>(json.ToJsonString());
        Assert.Null(older[Measures.F1Macro]);
        Assert.Contains("The scores lack f1Macro (F1 at 0.5, macro)",
            Assert.Throws<WorkbenchException>(() => older.F1Macro).Message, StringComparison.Ordinal);
    }

    private static void AssertBetter(MeasureDeclaration measure, double? better, double? worse) =>
        Assert.True(measure.BetterWhen == BetterWhen.Higher ? better > worse : better < worse, $"{measure.Key}: {better}, {worse}");

    private static IEnumerable<int> Rows(Predictions said) => Enumerable.Range(0, said.TrackIds.Length);

    private static IEnumerable<int> Labels(Predictions said) => Enumerable.Range(0, said.LabelNames.Length);

    private static bool AreProbabilities(Predictions said) =>
        Rows(said).All(row => said.Scores.Row(row).ToArray().All(s => s is >= 0 and <= 1));

    private static Predictions OneLabel(Predictions said, int label) => new([said.LabelNames[label]], said.TrackIds, said.Groups,
        Column(said.Truth, label), Matrices.Scores([.. said.Scores.Column(label).Select(score => new[] { score })]));

    private static LabelMatrix Column(LabelMatrix matrix, int label) =>
        Matrices.Labels([.. matrix.Column(label).Select(has => new[] { has })]);

    private static Predictions Draw(Random rng, bool ties = false, bool probabilities = true, bool oneLabel = false, bool absent = false)
    {
        const int songs = 40, labels = 4;
        var (truth, scores) = (new LabelMatrix(songs, labels), new ScoreMatrix(songs, labels));
        for (var song = 0; song < songs; song++)
        {
            var only = rng.Next(labels);
            for (var label = 0; label < labels; label++)
            {
                truth[song, label] = oneLabel ? label == only : !(absent && label == 0) && rng.Next(3) == 0;
                var score = 0.7 * rng.NextDouble() + (truth[song, label] ? 0.25 : 0);
                score = ties ? Math.Round(score, 1) : score;
                scores[song, label] = probabilities ? score : 4 * score - 1;
            }
        }
        return new([.. Enumerable.Range(0, labels).Select(label => $"label {label}")],
            [.. Enumerable.Range(0, songs).Select(song => $"{song}.mp3")],
            [.. Enumerable.Range(0, songs).Select(song => $"artist {song / 2}")], truth, scores);
    }
}
