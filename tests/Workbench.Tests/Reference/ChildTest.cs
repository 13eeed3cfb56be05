using System.Diagnostics;

namespace Workbench.Tests.Reference;

/// <summary>A test that does not end, in a process of its own that another test kills, as by <c>kill -9</c>.</summary>
internal static class ChildTest
{
    /// <summary>Starts it; what it tells is read from its output.</summary>
    /// <param name="tests">The class of the test, which is explicit: left out of ordinary runs.</param>
    /// <param name="method">Its name.</param>
    /// <param name="environment">What it is told.</param>
    public static Process Start(Type tests, string method, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new("dotnet",
            [tests.Assembly.Location, "-method", $"{tests.FullName}.{method}", "-explicit", "only", "-noLogo", "-noColor"])
        {
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
