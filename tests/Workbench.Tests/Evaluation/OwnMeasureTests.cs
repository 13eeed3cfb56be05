using System.Text.Json.Nodes;
using Workbench.Datasets;
using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Evaluation;

public class OwnMeasureTests
{
    /// <summary>scikit-learn's <c>fbeta_score(beta=2, average="macro", zero_division=0)</c>, labels without positives left out.</summary>
    private static readonly Measure F2 = Measure.Of("f2Macro", "F2, macro", "recall counts more than precision", BetterWhen.Higher,
        (songs, decisions) => Enumerable.Range(0, songs.LabelNames.Length).Select(label =>
        {
            var (truth, decided) = (songs.Truth.Column(label), decisions.Column(label));
            double right = truth.Zip(decided).Count(pair => pair.First && pair.Second);
            return truth.Contains(true) ? 5 * right / (4 * truth.Count(has => has) + decided.Count(has => has)) : (double?)null;
        }).Average());

    /// <summary>A measure of the library written as a user would.</summary>
    private static readonly Measure Accuracy = Measure.Of("rightShare", "share that is right", "share of right yes and no",
        BetterWhen.Higher, (songs, decisions) => Enumerable.Range(0, songs.TrackIds.Length).Average(row =>
            Enumerable.Range(0, songs.LabelNames.Length).Average(label => songs.Truth[row, label] == decisions[row, label] ? 1.0 : 0)));

    [Fact]
    public void It_gives_what_its_code_gives_by_the_decisions_that_were_made()
    {
        var truth = Matrices.Labels([[true, false], [true, false], [false, false], [true, false]]);
        var said = new Predictions(["a", "b"], ["1", "2", "3", "4"], ["w", "x", "y", "z"], truth,
            Matrices.Scores([[0.9, 0.1], [0.4, 0.1], [0.8, 0.1], [0.2, 0.1]]));
        // One of three found, one of two right: F2 = 5 * 1 / (4 * 3 + 2).
        Assert.Equal(5.0 / 14, Scores.From(said, Decisions.At(said.Scores), [F2])[F2]);
        // All three found among all four.
        Assert.Equal(15.0 / 16, Scores.From(said, Decisions.At(said.Scores, 0.2), [F2])[F2]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Intervals_draw_songs_as_often_as_for_a_measure_of_the_library(int threads)
    {
        var (one, other) = (Draw(1), Draw(2));
        var intervals = new Bootstrap(200).Intervals(one, Decisions.At(one.Scores), TestWork.Of(threads: threads), [Accuracy, F2]);
        AssertClose(intervals[Measures.HammingAccuracy]!, intervals[Accuracy]!);
        Assert.True(intervals[F2]!.Low < intervals[F2]!.Estimate && intervals[F2]!.Estimate < intervals[F2]!.High);
        var differences = new Bootstrap(200).Differences(one, other, TestWork.Of(threads: threads), [Accuracy]);
        AssertClose(differences[Measures.HammingAccuracy]!, differences[Accuracy]!);
        AssertClose(new Bootstrap(200).Difference(Measures.HammingAccuracy, one, other).Difference,
            new Bootstrap(200).Difference(Accuracy, one, other, TestWork.Of(threads: threads)).Difference);
    }

    [Fact]
    public void Scores_and_intervals_are_read_back_by_a_program_without_the_code_with_all_that_it_is()
    {
        var said = Draw(1);
        var json = JsonNode.Parse(SpecJson.Write(Scores.From(said, Decisions.At(said.Scores), [F2])))!;
        json["own"]![0]!["measure"]!["text"] = "(songs, decisions) => elsewhere";
        var scores = SpecJson.Read<Scores>(json.ToJsonString());
        var unknown = Assert.Single(scores.Own);
        Assert.Equal(("f2Macro", "F2, macro", "recall counts more than precision", BetterWhen.Higher),
            (unknown.Key, unknown.Name, unknown.Meaning, unknown.BetterWhen));
        Assert.Equal(Scores.From(said, Decisions.At(said.Scores), [F2])[F2], scores[unknown]);
        Assert.Null(scores[F2]); // another text, another measure
        Assert.Equal("The measure f2Macro is code of a notebook or program, which this one does not have. Define it first, in the same "
            + "process:\nMeasure.Of(\"f2Macro\", name, meaning, betterWhen, (songs, decisions) => elsewhere)",
            Assert.Throws<OwnCodeException>(() => new Bootstrap(100).Difference(unknown, said, said)).Message);

        var intervals = new Bootstrap(100).Intervals(said, Decisions.At(said.Scores), TestWork.Of(), [F2]);
        Assert.Equal(intervals[F2], SpecJson.Read<ScoreIntervals>(SpecJson.Write(intervals))[F2]);
        Assert.DoesNotContain("\"own\"", SpecJson.Write(Scores.From(said)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_declaration_there_is_one_measure()
    {
        Measure Of(string meaning) => Measure.Of("always", "always one", meaning, BetterWhen.Higher, (songs, decisions) => 1);
        Assert.Same(Of("that it is one"), Of("that it is one"));
        Assert.NotSame(Of("that it is one"), Of("something else"));
        var spec = new EvaluationSpec().With(F2).With(Of("that it is one"));
        Assert.Equal(spec, SpecJson.Read<EvaluationSpec>(SpecJson.Write(spec)));
        Assert.Equal([F2, Of("something else")], spec.With(Of("something else")).Measures);
        spec.Validate();
    }

    [Fact]
    public void What_is_no_score_is_refused_with_its_name_also_in_a_draw()
    {
        var said = Draw(1);
        string Of(Measure measure) => Assert.Throws<OwnCodeException>(() =>
            new Bootstrap(100).Intervals(said, Decisions.At(said.Scores), TestWork.Of(threads: 4), [measure])).Message;
        Assert.Equal("The measure nothing gave NaN for 40 songs; return a finite number, or null where it is undefined.",
            Of(Measure.Of("nothing", "nothing", "zero by zero", BetterWhen.Higher, (songs, decisions) => double.NaN)));
        Assert.StartsWith("The measure picky failed: InvalidOperationException: A song stands twice.", Of(Measure.Of("picky", "picky",
            "of songs that stand once", BetterWhen.Higher, (songs, decisions) => songs.TrackIds.Distinct().Count() == songs.TrackIds.Length
                ? 1 : throw new InvalidOperationException("A song stands twice."))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F2", "The key 'F2' of a measure must be a lower-case letter and then letters and digits, for instance f2Macro.")]
    [InlineData("f1Macro", "The key f1Macro is that of a measure that every run has; choose another.")]
    [InlineData("aUC", "The key aUC is that of a measure that every run has; choose another.")]
    public void A_key_that_cannot_be_its_own_is_refused(string key, string message) => Assert.Equal(message,
        Assert.Throws<WorkbenchException>(() => Measure.Of(key, "name", "meaning", BetterWhen.Higher, (songs, decisions) => 1)).Message);

    [Fact]
    public void An_evaluation_takes_own_measures_alone_and_each_key_once()
    {
        var other = Measure.Of("f2Macro", "F2", "the same otherwise", BetterWhen.Higher, (songs, decisions) => 0);
        Assert.Equal("rocAucMacro is computed of every run; name measures of your own alone.", Assert.Single(
            Assert.Throws<InvalidSpecException>(new EvaluationSpec { Measures = [Measures.RocAucMacro] }.Validate).Problems));
        Assert.Equal("The key f2Macro is that of 2 measures; give each its own.", Assert.Single(
            Assert.Throws<InvalidSpecException>(new EvaluationSpec { Measures = [F2, other] }.Validate).Problems));
    }

    private static void AssertClose(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Estimate, actual.Estimate, 1e-12); // sums in another order
        Assert.Equal(expected.Low, actual.Low, 1e-12);
        Assert.Equal(expected.High, actual.High, 1e-12);
    }

    private static Predictions Draw(int seed)
    {
        const int Songs = 40, Labels = 3;
        var (rng, drawn) = (new Random(0), new Random(seed));
        var (truth, scores) = (new LabelMatrix(Songs, Labels), new ScoreMatrix(Songs, Labels));
        for (var song = 0; song < Songs; song++)
            for (var label = 0; label < Labels; label++)
            {
                truth[song, label] = rng.Next(3) == 0;
                scores[song, label] = 0.7 * drawn.NextDouble() + (truth[song, label] ? 0.25 : 0);
            }
        return new(["a", "b", "c"], [.. Enumerable.Range(0, Songs).Select(song => $"{song}.mp3")],
            [.. Enumerable.Range(0, Songs).Select(song => $"artist {song / 2}")], truth, scores);
    }
}
