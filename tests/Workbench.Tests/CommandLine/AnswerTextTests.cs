using Workbench.Cli.Predicting;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

public class AnswerTextTests
{
    private static readonly SongAnswer Answer = new("song.mp3", [new("Rock", 0.5, 0.25, true), new("Pop", 0.125, 0.75, false)]);

    [Fact]
    public void A_bar_is_as_long_as_its_probability_and_shows_the_threshold() => Assert.Equal("""
        song.mp3
          * Rock  0.500  ██████████│█████████
            Pop   0.125  █████                         │
        """.ReplaceLineEndings("\n"), Printed(isBrief: false));

    [Fact]
    public void A_course_shows_the_height_of_each_stretch_with_the_clock_below() => Assert.Equal("""
        song.mp3
          * Rock  0.500  ▁█▄
            Pop   0.125  █▁▁
                         0:02 1:10   each moment hears 3 s around it
        """.ReplaceLineEndings("\n"), Printed(isBrief: true,
            new(3, [2, 36, 70], Matrices.Scores([[0, 1], [1, 0], [0.45, 0.1]]), HearsSegments: true)));

    [Theory]
    [InlineData(0.5, "song.mp3: Rock 0.500")]
    [InlineData(0.2, "song.mp3: no genre; Rock 0.200")]
    public void In_brief_it_is_what_was_decided(double probability, string line) => Assert.Equal(line,
        Printed(isBrief: true, answer: new("song.mp3", [new("Rock", probability, 0.25, probability > 0.25)])));

    private static string Printed(bool isBrief, ScoreTimeline? timeline = null, SongAnswer? answer = null)
    {
        var progress = new ProgressList<WorkProgress>();
        new AnswerText(["Rock", "Pop"], isBrief).Add(answer ?? Answer, timeline, new() { Progress = progress });
        return Assert.IsType<PrintedText>(Assert.Single(progress.Reports)).Text;
    }
}
