using Workbench.Evaluation;
using Workbench.Foundation;
using Workbench.Inference;
using Workbench.Tests.Reference;

namespace Workbench.Tests.Inference;

public class SongLossTests
{
    [Fact]
    public void Songs_are_ordered_by_the_log_loss_whose_mean_is_that_of_the_part()
    {
        var model = TrainingSamples.Train(out _);
        var predictions = new Predictions(model.Vocabulary.Names, ["right", "half", "wrong"], ["x", "y", "z"],
            Matrices.Labels([[true, false, false], [true, false, true], [false, true, false]]),
            Matrices.Scores([[0.9, 0.1, 0.1], [0.5, 0.5, 0.5], [0.9, 0.25, 0.1]]));
        var losses = SongLoss.Top(model, predictions, 3);
        Assert.Equal(["wrong", "half", "right"], losses.Select(loss => loss.TrackId));
        Assert.Equal(Math.Log(2), losses[1].Loss, 1e-12);
        Assert.Equal(-(Math.Log(0.1) + Math.Log(0.25) + Math.Log(0.9)) / 3, losses[0].Loss, 1e-12);
        Assert.Equal(Scores.From(predictions).LogLoss!.Value, losses.Average(loss => loss.Loss), 1e-12);
        Assert.Equal(["b"], losses[0].Labels);
        Assert.Equal("a 0.90 (wrong), b 0.25 (missed)", losses[0].InWords); // decided from 0.5 on
        Assert.Equal("a 0.90, every decision is right", losses[2].InWords);
        Assert.Single(SongLoss.Top(model, predictions, 1));
        Assert.Equal("Count 0 must be >= 1; 5 is usual.",
            Assert.Throws<WorkbenchException>(() => SongLoss.Top(model, predictions, 0)).Message);
    }
}
