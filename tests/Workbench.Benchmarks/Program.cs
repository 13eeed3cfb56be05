using System.Globalization;
using BenchmarkDotNet.Running;
using Workbench.Benchmarks;
using Workbench.Benchmarks.Emotify;

// dotnet run -c Release --project tests/Workbench.Benchmarks -- --filter *
// dotnet run -c Release --project tests/Workbench.Benchmarks -- features [part of a computation's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- training [part of a model's name] [turns]
// dotnet run -c Release --project tests/Workbench.Benchmarks -- emotify mlp|cnn FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- balance FOLDER
// dotnet run -c Release --project tests/Workbench.Benchmarks -- original FOLDER
if (args is ["emotify", var model, var folder])
    EmotifyFolds.Run(model, folder);
else if (args is ["features", ..])
    FeatureComparison.Run(args.ElementAtOrDefault(1), int.Parse(args.ElementAtOrDefault(2) ?? "21", CultureInfo.InvariantCulture));
else if (args is ["balance", var songs])
    EmotifyBalance.Run(songs);
else if (args is ["original", var tables])
    FmaOriginal.Run(tables);
else if (args is ["training", ..])
    TrainingComparison.Run(args.ElementAtOrDefault(1), int.Parse(args.ElementAtOrDefault(2) ?? "9", CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
