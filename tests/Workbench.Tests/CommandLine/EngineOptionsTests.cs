using System.CommandLine;
using Workbench.Cli;
using Workbench.Foundation;
using Workbench.Tests.Reference;
using Workbench.Training.Engines;

namespace Workbench.Tests.CommandLine;

/// <summary><c>--engine</c> and <c>--device</c>: what they choose, and how they are passed on to the trainings of a sweep.</summary>
public sealed class EngineOptionsTests
{
    private readonly EngineOptions options = new();
    private readonly RootCommand command = new();

    public EngineOptionsTests() => options.AddTo(command);

    [Theory]
    [InlineData("", "")]
    [InlineData("--engine managed", "--engine managed")]
    [InlineData("--device=cuda:1 --engine=Torch", "--engine Torch --device cuda:1")]
    public void Another_process_gets_what_was_written(string line, string words) =>
        Assert.Equal(words, string.Join(' ', options.Words(command.Parse(line))));

    [Fact]
    public void The_managed_engine_is_there_without_any_package() =>
        Assert.IsType<ManagedEngine>(options.Choose(command.Parse("--engine managed"), Work.Default));
}
