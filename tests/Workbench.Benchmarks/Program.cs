using System.Globalization;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Workbench.Benchmarks;
using Workbench.Benchmarks.Catalogues;
using Workbench.Benchmarks.Emotify;
using Workbench.Benchmarks.Kernel;
using Workbench.Benchmarks.Listeners;
using Workbench.Benchmarks.Scale;
using Workbench.Benchmarks.Sets;
using Workbench.Benchmarks.Similarity;
using Workbench.Benchmarks.Torch;
using Workbench.Benchmarks.Vectors;
using Workbench.Tests.Reference;
using Workbench.Torch;
using Workbench.Training.Engines;

// dotnet run -c Release --project tests/Workbench.Benchmarks -- --filter *
// dotnet run -c Release --project tests/Workbench.Benchmarks -- features [part of a computation's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- training [part of a model's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- datasets [FOLDER of shared data] [part of a set's name] [model,...] [device
// of libtorch]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- balance FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- original FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- similarity FOLDER [model,...] (the folder emotify of shared data)
// dotnet run -c Release --project tests/Workbench.Benchmarks -- feedback FOLDER [model] (the same folder)
// dotnet run -c Release --project tests/Workbench.Benchmarks -- kernel PROGRAM ... (for instance
// lib/Workbench.Cli/bin/Release/net10.0/Workbench.Cli)
// dotnet run -c Release --project tests/Workbench.Benchmarks -- session PROGRAM ...
// dotnet run -c Release --project tests/Workbench.Benchmarks -- vectors [songs,...] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- shared [songs,...] [turns] (needs environment/postgres.sh)
// dotnet run -c Release --project tests/Workbench.Benchmarks -- catalogue PROGRAM [turns] [songs,...]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- scale PROGRAM [FOLDER of sound] [rows,...]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- soak [trainings] [recommendations]
// The training's rivals in TorchSharp need environment/install-torch.sh, those in Python environment/install-references.sh.
// With --save behind it, what a benchmark printed is kept in results/, with the machine and the date.
if (args is [TorchSharpWorker.Command, ..])
{
    TorchSharpWorker.Serve(TorchSettings.Read(args[1..]));
    return;
}
var saves = args.Contains("--save");
args = [.. args.Where(argument => argument != "--save")];
var load = ResultFile.Load();
var printed = new KeepingWriter(Console.Out);
Console.SetOut(printed);
switch (args)
{
    case ["features", ..]:
        FeatureComparison.Run(args.ElementAtOrDefault(1), Turns(21));
        break;
    case ["training", ..]:
        TrainingComparison.Run(args.ElementAtOrDefault(1), Turns(9));
        break;
    case ["datasets", ..]:
        SetComparison.Run(args.ElementAtOrDefault(1) ?? Path.Combine(Repository.Root, "shared", "data"), args.ElementAtOrDefault(2) ?? "",
            (args.ElementAtOrDefault(3) ?? "mlp").Split(','), args.ElementAtOrDefault(4) is { } device ? TorchEngine.On(device)
                : new ManagedEngine());
        break;
    case ["scale", var program, ..]:
        ScaleBenchmark.Run(program, args.ElementAtOrDefault(2), [.. (args.ElementAtOrDefault(3) ?? "10000,100000,1000000").Split(',')
            .Select(rows => int.Parse(rows, CultureInfo.InvariantCulture))]);
        break;
    case ["soak", ..]:
        Soak.Run(Count(1, 2000), Count(2, 10_000));
        break;
    case ["balance", var folder]:
        EmotifyBalance.Run(folder);
        break;
    case ["original", var folder]:
        FmaOriginal.Run(folder);
        break;
    case ["similarity", var folder, ..]:
        SimilarityComparison.Run(folder, (args.ElementAtOrDefault(2) ?? "kernel,mlp").Split(','));
        break;
    case ["feedback", var folder, ..]:
        FeedbackComparison.Run(folder, args.ElementAtOrDefault(2) ?? "linear");
        break;
    case ["kernel", _, ..]:
        KernelComparison.Run(args[1..]);
        break;
    case ["session", _, ..]:
        KernelSession.Run(args[1..]);
        break;
    case ["vectors", ..]:
        foreach (var songs in (args.ElementAtOrDefault(1) ?? "100000,1000000").Split(','))
            VectorComparison.Run(int.Parse(songs, CultureInfo.InvariantCulture), Turns(21));
        break;
    case ["shared", ..]:
        foreach (var songs in (args.ElementAtOrDefault(1) ?? "100000").Split(','))
            SharedComparison.Run(int.Parse(songs, CultureInfo.InvariantCulture), Turns(21));
        break;
    case ["catalogue", var program, ..]:
        CatalogueBenchmark.Run(program, (args.ElementAtOrDefault(3) ?? "1000,100000").Split(',')
            .Select(songs => int.Parse(songs, CultureInfo.InvariantCulture)), Turns(9));
        break;
    default:
        foreach (var summary in BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args))
        {
            var table = new AccumulationLogger();
            MarkdownExporter.Console.ExportToLog(summary, table);
            if (saves && summary.BenchmarksCases.Length > 0)
                ResultFile.Write(summary.BenchmarksCases[0].Descriptor.Type.Name, args, table.GetLog(), load);
        }
        return;
}
if (saves)
    ResultFile.Write(args[0], args, printed.Kept, load);

int Turns(int usual) => Count(2, usual);

int Count(int place, int usual) => int.Parse(args.ElementAtOrDefault(place) ?? $"{usual}", CultureInfo.InvariantCulture);
