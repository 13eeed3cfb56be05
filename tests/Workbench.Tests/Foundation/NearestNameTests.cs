extern alias library;

using NearestName = library::Workbench.Foundation.NearestName;

namespace Workbench.Tests.Foundation;

public class NearestNameTests
{
    private static readonly string[] Known =
        ["train", "sweep", "predict", "training.epochs", "training.optimizer.learningRate", "mlp", "20260101-120000-demo"];

    [Theory]
    [InlineData("trian", "train")] // two letters swapped are one edit
    [InlineData("Tran", "train")]
    [InlineData("perdict", "predict")]
    [InlineData("mpl", "mlp")]
    [InlineData("training.epoch", "training.epochs")]
    [InlineData("epochs", "training.epochs")]
    [InlineData("optimizer.learningrate", "training.optimizer.learningRate")]
    [InlineData("20260101", "20260101-120000-demo")]
    [InlineData("xyz", null)]
    [InlineData("gru", null)]
    [InlineData("m", null)]
    [InlineData("", null)]
    public void The_name_that_was_meant_is_found(string written, string? meant) => Assert.Equal(meant, NearestName.Of(written, Known));

    [Fact]
    public void Of_equally_near_names_the_first_counts_and_a_nearer_one_before_it() =>
        Assert.Equal(("cat", "bat"), (NearestName.Of("hat", ["cat", "bat"]), NearestName.Of("bat", ["cat", "bat"])));

    [Fact]
    public void A_message_names_one_or_all_or_says_that_there_is_none()
    {
        Assert.Equal("did you mean cnn?", NearestName.Hint("cn", ["mlp", "cnn"]));
        Assert.Equal("there are mlp, cnn.", NearestName.Hint("gru", ["mlp", "cnn"]));
        Assert.Equal("there are mlp, a file.", NearestName.Hint("gru", ["mlp"], "a file"));
        Assert.Equal("there is none.", NearestName.Hint("gru", []));
        Assert.EndsWith(", 20, 5 more.", NearestName.Hint("gru", Enumerable.Range(1, 25).Select(i => $"{i}")), StringComparison.Ordinal);
    }
}
