using System.Diagnostics;
using Workbench.Cli;
using Workbench.Cli.Commands;
using Workbench.Tests.Reference;

namespace Workbench.Tests.CommandLine;

/// <summary>What TAB offers, asked for here and in the shells that are installed.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("tra", "train")]
    [InlineData("features mer", "merge")]
    [InlineData("train --mod", "--model")]
    [InlineData("train --model ", "auto cnn kernel linear mlp resnet resnet18 vgg")]
    [InlineData("train --model=c", "--model=cnn")]
    [InlineData("train --labels ", "auto folders tags")]
    [InlineData("train --engine ", "auto managed torch")]
    [InlineData("sweep --device=c", "--device=cpu --device=cuda --device=cuda:1")]
    [InlineData("train --set training.ep", "training.epochs=")]
    [InlineData("train --set training.optimizer.kind=ad", "training.optimizer.kind=adam training.optimizer.kind=adamW "
        + "training.optimizer.kind=adagrad")]
    [InlineData("sweep --grid trainingSh", "trainingShare=")]
    [InlineData("data fetch fma_me", "fma_medium fma_metadata")]
    [InlineData("train --dataset demo --data", "")] // it is there already
    [InlineData("train --seed ", "")]
    [InlineData("serv", "serve")]
    [InlineData("serve --h", "--host --help")]
    public void What_can_follow_is_offered(string line, string offered) =>
        Assert.Equal(offered.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Completer.Complete(WorkbenchCommand.Create(), ShellWords.Of(line)));

    [Fact]
    public void Words_are_taken_apart_as_shells_do()
    {
        Assert.Equal(["a", "b c", "d e", "f"], ShellWords.Of("a  \"b c\" 'd e' f"));
        Assert.Equal(["a", ""], ShellWords.Of("a "));
        Assert.Equal("my\\ songs/a.b", ShellWords.Escape("my songs/a.b"));
    }

    [Fact]
    public void Bash_completes_with_the_script()
    {
        Assert.Equal("train\n", Ask("bash", "COMP_LINE='workbench tra'; COMP_POINT=13; _workbench; printf '%s\\n' \"${COMPREPLY[@]}\""));
        Assert.Equal("adam\nadamW\nadagrad\n", Ask("bash", "COMP_LINE='workbench train --set training.optimizer.kind=ad'; "
            + "COMP_POINT=${#COMP_LINE}; _workbench; printf '%s\\n' \"${COMPREPLY[@]}\""));
    }

    [Fact]
    public void Zsh_completes_with_the_script() => Assert.Equal("-- train\n",
        Ask("zsh", "compadd() { [[ $1 == -S ]] && return; print -r -- \"$@\" }; words=(workbench tra); CURRENT=2; PREFIX=tra; _workbench"));

    private string Ask(string shell, string question)
    {
        Assert.SkipUnless(ThisMachineHas(shell), $"{shell} is not installed");
        var script = folder.Write("script", WorkbenchProcess.Run(folder.File("data"), "completion", shell).Output);
        // The script names the program that printed it.
        var start = new ProcessStartInfo(shell, ["-c", $"source '{script}' 2>/dev/null; {question}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return WorkbenchProcess.Finish(Process.Start(start)!).Output;
    }

    private static bool ThisMachineHas(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(place => File.Exists(Path.Combine(place, program)));
}
