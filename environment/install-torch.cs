#!/usr/bin/env dotnet
#:property PublishAot=false
#:project ../lib/Workbench.Torch/Workbench.Torch.csproj
// What install-torch.sh and install-torch.ps1 run: dotnet run environment/install-torch.cs [--cuda]
using Workbench.Foundation;
using Workbench.Torch;

if (args.Except(["--cuda"]).FirstOrDefault() is { } unknown)
    return Fail($"Unknown argument '{unknown}'; there is only --cuda, which fetches libtorch for GPUs of NVIDIA.", 2);
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
try
{
    Console.WriteLine(TorchInstaller.Install(args.Length > 0, new Work { Progress = new Teller(), Token = stop.Token }));
    return 0;
}
catch (WorkbenchException error)
{
    return Fail(error.Message, 1);
}
catch (OperationCanceledException)
{
    return Fail("Stopped; nothing is left behind.", 130);
}

static int Fail(string message, int exitCode)
{
    if (!Console.IsErrorRedirected)
        Console.Error.WriteLine(); // below the line that tells how far it is
    Console.Error.WriteLine(message);
    return exitCode;
}

/// <summary>Tells how far it is: on a terminal every time, elsewhere every 10 seconds.</summary>
sealed class Teller : IProgress<WorkProgress>
{
    private DateTime next;

    public void Report(WorkProgress value)
    {
        if (value is WorkNotice)
            Console.WriteLine(value.Task);
        else if (!Console.IsErrorRedirected)
            Console.Error.Write($"\r{value.Task}: {value.Amount}, {value.Detail}   ");
        else if (DateTime.UtcNow >= next)
        {
            Console.Error.WriteLine($"{value.Task}: {value.Amount}");
            next = DateTime.UtcNow.AddSeconds(10);
        }
    }
}
