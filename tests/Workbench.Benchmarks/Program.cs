using System.Globalization;
using BenchmarkDotNet.Running;
using Workbench.Benchmarks;
using Workbench.Benchmarks.Emotify;
using Workbench.Benchmarks.Kernel;

// dotnet run -c Release --project tests/Workbench.Benchmarks -- --filter *
// dotnet run -c Release --project tests/Workbench.Benchmarks -- features [part of a computation's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- training [part of a model's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- emotify mlp|cnn|both FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- balance FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- original FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- kernel PROGRAM ... (for instance
// lib/Workbench.Cli/bin/Release/net10.0/Workbench.Cli)
switch (args)
{
    case ["features", ..]:
        FeatureComparison.Run(args.ElementAtOrDefault(1), Turns(21));
        break;
    case ["training", ..]:
        TrainingComparison.Run(args.ElementAtOrDefault(1), Turns(9));
        break;
    case ["emotify", var model, var folder]:
        EmotifyFolds.Run(model, folder);
        break;
    case ["balance", var folder]:
        EmotifyBalance.Run(folder);
        break;
    case ["original", var folder]:
        FmaOriginal.Run(folder);
        break;
    case ["kernel", _, ..]:
        KernelComparison.Run(args[1..]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}

int Turns(int usual) => int.Parse(args.ElementAtOrDefault(2) ?? $"{usual}", CultureInfo.InvariantCulture);
