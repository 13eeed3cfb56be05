using BenchmarkDotNet.Attributes;
using Workbench.Audio;
using Workbench.Features;

namespace Workbench.Benchmarks;

/// <summary>
/// Where does the time of a song go? Thirty seconds at 44.1 kHz: reading the WAV file is the baseline, then resampling to
/// 22.05 kHz, then the 308 columns of the default features.
/// </summary>
public class SongCostBenchmark
{
    private const int SourceRate = 44_100;
    private readonly FeatureExtractor extractor = new(FeatureSpec.Default);
    private string path = "";
    private AudioClip source = new(SourceRate, new float[1]);
    private AudioClip resampled = new(SourceRate, new float[1]);

    [GlobalSetup]
    public void MakeSong()
    {
        var rng = new Random(0);
        float[] samples = [.. Enumerable.Range(0, 30 * SourceRate)
            .Select(i => (float)(0.3 * Math.Sin(i * 0.05 * (1 + i / (double)SourceRate / 30)) + 0.1 * (rng.NextDouble() - 0.5)))];
        path = Path.Combine(Directory.CreateTempSubdirectory("workbench-benchmark-").FullName, "song.wav");
        WavFile.Write(path, new(SourceRate, samples));
        source = AudioFile.Read(path);
        resampled = Resampler.Resample(source, FeatureSpec.Default.SampleRate);
    }

    [GlobalCleanup]
    public void DeleteSong() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Benchmark(Baseline = true)]
    public AudioClip Read() => AudioFile.Read(path);

    [Benchmark]
    public AudioClip Resample() => Resampler.Resample(source, FeatureSpec.Default.SampleRate);

    [Benchmark]
    public FeatureMatrix Extract() => extractor.Extract(resampled);
}
