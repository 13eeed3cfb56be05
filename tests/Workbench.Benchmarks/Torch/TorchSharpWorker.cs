using System.Diagnostics;
using System.Text.Json;
using TorchSharp;
using TorchSharp.Modules;
using Workbench.Torch;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Workbench.Benchmarks.Torch;

/// <summary>
/// A program as torch_worker.py, in TorchSharp: modules of torch, its loss and its Adam, as somebody writes them who trains with TorchSharp
/// and nothing else.
/// </summary>
internal sealed class TorchSharpWorker
{
    /// <summary>What the process is started with.</summary>
    public const string Command = "torchsharp-worker";

    private readonly nn.Module<Tensor, Tensor> model;
    private readonly Tensor input, targets;
    private readonly optim.Optimizer optimizer;
    private readonly Loss<Tensor, Tensor, Tensor> loss = nn.BCEWithLogitsLoss();

    private TorchSharpWorker(TorchSettings settings)
    {
        set_num_threads(settings.Threads);
        manual_seed(0);
        var shape = JsonSerializer.Deserialize<long[]>(settings.Shape)!;
        input = randn([settings.Batch, .. shape]);
        targets = (rand(settings.Batch, settings.Labels) < 0.2).to_type(ScalarType.Float32);
        model = TorchSharpModules.Sequence([.. settings.Model.Layers, new Workbench.Models.Linear(settings.Labels)], input);
        if (settings.MemoryFormat == TorchSettings.ChannelsLast)
        {
            input = ToChannelsLast(input);
            foreach (var convolution in model.modules().OfType<Conv2d>())
                convolution.weight = new Parameter(ToChannelsLast(convolution.weight!));
        }
        optimizer = optim.Adam(model.parameters(), 1e-3);
    }

    /// <summary>Works for each line of standard input: <c>step</c> or <c>forward</c>.</summary>
    public static void Serve(TorchSettings settings)
    {
        TorchNatives.Load();
        var worker = new TorchSharpWorker(settings);
        Console.WriteLine($"ready TorchSharp {typeof(torch).Assembly.GetName().Version!.ToString(3)}");
        while (Console.ReadLine() is { } line)
        {
            var start = Stopwatch.GetTimestamp();
            if (line == "step")
                worker.Step();
            else
                worker.Forward();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(FormattableString.Invariant(
                $"done {Stopwatch.GetElapsedTime(start).TotalSeconds} {process.PeakWorkingSet64 >> 20}"));
        }
    }

    /// <summary>The same values, the channels of a position side by side.</summary>
    private static Tensor ToChannelsLast(Tensor images) => images.detach().permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2);

    private void Step()
    {
        using var scope = NewDisposeScope();
        model.train();
        optimizer.zero_grad();
        loss.call(model.call(input), targets).backward();
        optimizer.step();
    }

    private void Forward()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        model.eval();
        model.call(input);
    }
}
