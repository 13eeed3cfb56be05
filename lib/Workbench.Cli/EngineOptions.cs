using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Workbench.Foundation;
using Workbench.Training.Engines;

namespace Workbench.Cli;

/// <summary>What runs networks, and where. It is no part of an experiment, whose runs differ by rounding alone then.</summary>
internal sealed partial class EngineOptions
{
    private static readonly string[] Devices = ["cpu", "cuda", "cuda:1", "mps"];

    private readonly Option<EngineKind> engine = new("--engine")
    {
        Description = "What runs the network: managed, which is always there; torch, over libtorch; or auto, which is torch where that is "
            + "installed and has a GPU, and managed elsewhere.",
        DefaultValueFactory = _ => EngineKind.Auto,
    };

    private readonly Option<string?> device = new("--device")
    {
        Description = "Where torch computes: cpu, cuda, cuda:1 (the second GPU) or mps; a GPU where there is one, if left out.",
        CompletionSources = { Devices },
        Validators = { Known },
    };

    /// <summary>Gives a command both.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(engine);
        command.Options.Add(device);
        command.Validators.Add(result =>
        {
            if (result.GetResult(device) is { Implicit: false, Tokens: [var place] } && result.GetValue(engine) != EngineKind.Torch)
                result.AddError($"--device {place.Value} says where torch computes; add --engine torch.");
        });
    }

    /// <summary>The engine that was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">Told while the engine is built or installed, which it may stop.</param>
    /// <exception cref="WorkbenchException">It is not to be had here.</exception>
    public IEngine Choose(ParseResult parsed, Work work) => parsed.GetValue(engine) switch
    {
        EngineKind.Managed => new ManagedEngine(),
        EngineKind.Torch => TorchLibrary.On(parsed.GetValue(device), work),
        _ => TorchLibrary.OnGpu(work) ?? new ManagedEngine(),
    };

    /// <summary>The same for another process.</summary>
    public IReadOnlyList<string> Words(ParseResult parsed) => [.. new Option[] { engine, device }.SelectMany(option =>
        parsed.GetResult(option) is { Implicit: false, Tokens: [var token] } ? new[] { option.Name, token.Value } : [])];

    private static void Known(OptionResult result)
    {
        if (result.Tokens is [{ Value: var name }] && !DeviceName().IsMatch(name))
            result.AddError($"{result.Option.Name} {name} is no device.");
    }

    [GeneratedRegex(@"^(cpu|mps|cuda(:\d{1,3})?)$")]
    private static partial Regex DeviceName();
}
