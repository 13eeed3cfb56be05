using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Tests.Features;

/// <summary>A folder with songs and a database that goes when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("workbench-features-");

    public Database Database => new(Path("cache.db"));

    public string Path(string name) => System.IO.Path.Combine(folder.FullName, name);

    /// <summary>Writes two seconds of a tone; every number gives another one.</summary>
    public string Song(int number) => Song($"{number}.wav", number);

    public string Song(string name, int number)
    {
        var samples = new float[2 * 22_050];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = (float)(0.5 * Math.Sin(2 * Math.PI * (200 + 50 * number) * i / 22_050));
        WavFile.Write(Path(name), new(22_050, samples));
        return Path(name);
    }

    public string Text(string name)
    {
        File.WriteAllText(Path(name), "This is no music.");
        return Path(name);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }
}
