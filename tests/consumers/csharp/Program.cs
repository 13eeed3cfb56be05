using Consumer;
using Microsoft.ML.OnnxRuntime;

const string Usage = """
    Usage: Consumer MODEL_FOLDER FILE.wav...   the genres of each file
           Consumer MODEL_FOLDER --check       compares the answers to the folder's samples with those expected
    """;

if (args is not [var folder, .. { Length: > 0 } asked])
{
    Console.Error.WriteLine(Usage);
    return 2;
}
try
{
    using var model = new GenreModel(folder);
    return asked is ["--check"] ? SampleCheck.Run(model, folder) : asked.Sum(Print) == 0 ? 0 : 1;

    int Print(string path) => Try(path, () =>
    {
        var wav = WavFile.Read(path);
        if (wav.Channels > 1)
            Console.WriteLine($"{path}: the mean of its {wav.Channels} channels");
        if (wav.Seconds < 1)
            Console.WriteLine($"{path}: {wav.Samples.Length} samples are hardly a sound; take the answer with care");
        var answer = model.Hear(wav);
        Console.WriteLine(path);
        foreach (var (label, probability, threshold, isSaid) in answer.ByProbability())
            Console.WriteLine($"  {(isSaid ? '*' : ' ')} {probability:0.000} {label}"
                + (threshold is null ? "" : $" (said from {threshold:0.000} on)"));
        return 0;
    });
}
catch (Exception error) when (IsExpected(error))
{
    Console.Error.WriteLine(GenreModel.Explain(error));
    return 1;
}

static bool IsExpected(Exception error) =>
    error is InvalidDataException or IOException or UnauthorizedAccessException or OnnxRuntimeException;

static int Try(string path, Func<int> work)
{
    try
    {
        return work();
    }
    catch (Exception error) when (IsExpected(error))
    {
        Console.Error.WriteLine($"{path}: {GenreModel.Explain(error)}");
        return 1;
    }
}
