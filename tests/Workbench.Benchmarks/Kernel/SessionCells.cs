using Workbench.Tests.Reference;

namespace Workbench.Benchmarks.Kernel;

/// <summary>
/// A session as people have them: a notebook that stays open, whose cells are run, changed and run again. In turn declarations, LINQ,
/// tables, small figures, lambdas, awaits, functions, things that update, types, and now and then a mistake. Six of ten leave something
/// to the cells after them; of those of the notebooks in <c>notebooks/</c> it is 39 of 89.
/// </summary>
internal static class SessionCells
{
    /// <summary>Brings the library and the variables that the others use.</summary>
    public static string First { get; } = $"""
        #r "{Path.Combine(Repository.Root, "lib", "Workbench", "bin", "Release", "net10.0", "Workbench.dll").Replace('\\', '/')}"
        using Workbench.Figures;
        var scale = 1.0;
        var total = 0.0;
        """;

    /// <summary>A cell of LINQ, as the first one of a session often is.</summary>
    public const string Linq = "Enumerable.Range(0, 100).GroupBy(n => n % 7).Select(g => new { g.Key, Sum = g.Sum() }).ToList()";

    /// <summary>The cell of that number, from 0. Some repeat a name, as cells do that are run again.</summary>
    public static string At(int number) => (number % 10) switch
    {
        0 => "var songs = Enumerable.Range(0, 40)\n"
            + $"    .Select(n => (Id: n, Genre: \"genre \" + n % 5, Seconds: 20.0 + n * {number} % 17)).ToList();",
        1 => "foreach (var group in songs.GroupBy(song => song.Genre).OrderBy(group => group.Key))\n"
            + $"    Console.WriteLine($\"{{group.Key}}: {{group.Average(song => song.Seconds) + {number}:F2}}\");",
        2 => $"songs.Where(song => song.Seconds > 25 + {number} % 5).Select(song => new {{ song.Id, song.Genre, song.Seconds }}).ToList()",
        3 => $"new Figure(\"Cell {number}\", new Axis(\"Time (s)\"), new Axis(\"Value\"), new LineTrace(\"sine\",\n"
            + "    Enumerable.Range(0, 50).Select(i => i / 50.0).ToArray(),\n"
            + $"    Enumerable.Range(0, 50).Select(i => Math.Sin(i / 50.0 * {(number % 9) + 1})).ToArray()))",
        4 => $"Func<double, double> scaled{number} = value => value * scale + {number};\nscaled{number}(2)",
        5 => $"await Task.Delay(1);\nawait Task.Run(() => songs.Sum(song => song.Seconds + {number}))",
        6 => $"double Mean{number}(IEnumerable<double> values) {{ var sum = 0.0; var n = 0; foreach (var v in values) {{ sum += v; n++; }} "
            + $"return sum / n; }}\nMean{number}(songs.Select(song => song.Seconds))",
        7 => "var handle = display(\"0 of 3\");\nfor (var i = 1; i <= 3; i++) handle.Update($\"{i} of 3\");\n"
            + $"total += scaled{number - 3}(1);",
        8 => $"record Result{number}(string Name, double Score);\n"
            + $"new[] {{ new Result{number}(\"mlp\", 0.7), new Result{number}(\"cnn\", 0.8) }}.OrderBy(result => result.Score).ToArray()",
        _ when number % 40 == 9 => $"songs.Frist(song => song.Id == {number})",
        _ when number % 40 == 29 => $"songs.First(song => song.Id == {number} + 1000)",
        _ => $"scale = {number} % 3 + 1; Console.WriteLine(total);",
    };
}
