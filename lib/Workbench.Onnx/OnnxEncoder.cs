using System.Security.Cryptography;
using Microsoft.ML.OnnxRuntime;
using Workbench.Audio;
using Workbench.Foundation;

namespace Workbench.Onnx;

/// <summary>
/// An encoder that was opened: ONNX Runtime's session, with what it is given and what is taken of it. Safe for several threads.
/// </summary>
internal sealed class OnnxEncoder
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<OnnxEmbedding, WeakReference<OnnxEncoder>> Opened = [];

    private readonly OnnxEmbedding spec;
    private readonly InferenceSession session;
    private readonly Func<AudioClip, CancellationToken, IEnumerable<float[]>> windows;
    private readonly Dictionary<string, OrtValue> constants;
    private readonly (string Name, NodeMetadata Form) input;
    private readonly string output;

    private OnnxEncoder(OnnxEmbedding spec)
    {
        this.spec = spec;
        session = Load(spec);
        constants = Constants();
        input = Input();
        output = Output();
        windows = spec.Input.Open();
        try
        {
            Embed(new(spec.SampleRate, new float[spec.Input.TrialLength(spec.SampleRate)]), CancellationToken.None);
        }
        catch (WorkbenchException error)
        {
            throw Refusal($"fails at silence: {error.Message}");
        }
    }

    /// <summary>Opens an encoder, or gives the one that is open.</summary>
    /// <param name="spec">A valid one.</param>
    /// <exception cref="WorkbenchException">The file is absent, has changed, or is not what the spec says.</exception>
    public static OnnxEncoder Open(OnnxEmbedding spec)
    {
        lock (Gate)
        {
            if (Opened.TryGetValue(spec, out var known) && known.TryGetTarget(out var encoder))
                return encoder;
            encoder = new(spec);
            Opened[spec] = new(encoder);
            return encoder;
        }
    }

    /// <summary>The SHA-256 of a file, 64 lower-case hexadecimal digits.</summary>
    /// <exception cref="WorkbenchException">The file cannot be read.</exception>
    public static string Sha256Of(string path) => Reading(path, () =>
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    });

    /// <summary>The rows of all windows of a clip, <c>[rows, units]</c>.</summary>
    /// <param name="clip">One channel at the encoder's sample rate.</param>
    /// <param name="token">Stops the work, within a window too.</param>
    /// <exception cref="WorkbenchException">The encoder refuses the clip.</exception>
    public float[] Embed(AudioClip clip, CancellationToken token)
    {
        using RunOptions options = new();
        using var stop = token.Register(() => options.Terminate = true);
        List<float> rows = [];
        try
        {
            foreach (var window in windows(clip, token))
            {
                token.ThrowIfCancellationRequested();
                Run(window, options, rows);
            }
        }
        catch (OnnxRuntimeException) when (token.IsCancellationRequested)
        {
            token.ThrowIfCancellationRequested();
        }
        catch (OnnxRuntimeException error)
        {
            throw new WorkbenchException($"The encoder {spec.Encoder} refuses the clip: {error.Message}", error);
        }
        return [.. rows];
    }

    private static InferenceSession Load(OnnxEmbedding spec)
    {
        // What was hashed is what runs: the bytes, not the file once more.
        var content = Reading(spec.Path, () => File.ReadAllBytes(Place(spec.Path)));
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        if (sha256 != spec.Sha256)
            throw new WorkbenchException($"{spec.Path} has changed since the spec was written: its SHA-256 is {sha256} and was "
                + $"{spec.Sha256}. Lay the old file there again, or write the spec anew for the new one.");
        OrtEnv.Instance().DisableTelemetryEvents(); // nothing is sent anywhere
        using SessionOptions options = new()
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, // what matters comes as an exception
        };
        try
        {
            return new(content, options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new WorkbenchException($"{spec.Path} cannot be opened by ONNX Runtime: {error.Message} It must be one file of ONNX that "
                + "holds its weights itself.", error);
        }
    }

    /// <summary>A spec of another machine finds its file in the working directory: the SHA-256 tells that it is the one.</summary>
    private static string Place(string path) =>
        !File.Exists(path) && File.Exists(Path.GetFileName(path)) ? Path.GetFileName(path) : path;

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new WorkbenchException($"The encoder {Path.GetFullPath(path)} cannot be read: {error.Message} Weights are fetched by "
                + "whoever uses them; lay the file there, or into the working directory.", error);
        }
    }

    private Dictionary<string, OrtValue> Constants()
    {
        foreach (var name in spec.Constants.Keys.Where(name => !session.InputMetadata.ContainsKey(name)))
            throw Refusal($"has no input {name}; its inputs are {InWords(session.InputMetadata)}.");
        return spec.Constants.ToDictionary(c => c.Key, c => Constant(c.Key, session.InputMetadata[c.Key], c.Value));
    }

    private OrtValue Constant(string name, NodeMetadata form, double value)
    {
        long[] shape = [.. form.Dimensions.Select(length => (long)Math.Max(1, length))];
        var count = (int)shape.Aggregate(1L, (product, length) => product * length);
        return Type.GetTypeCode(form.ElementType) switch
        {
            TypeCode.Single => Filled((float)value),
            TypeCode.Double => Filled(value),
            TypeCode.Int64 => Filled((long)value),
            TypeCode.Int32 => Filled((int)value),
            TypeCode.Boolean => Filled(value != 0),
            _ => throw Refusal($"has an input {name} of {form.ElementType?.Name}, which no number can fill."),
        };

        OrtValue Filled<T>(T item) where T : unmanaged =>
            OrtValue.CreateTensorValueFromMemory([.. Enumerable.Repeat(item, count)], shape);
    }

    private (string, NodeMetadata) Input()
    {
        if (spec.InputName is { } wanted && !session.InputMetadata.ContainsKey(wanted))
            throw Refusal($"has no input {wanted}; its inputs are {InWords(session.InputMetadata)}.");
        var open = session.InputMetadata.Where(i => !constants.ContainsKey(i.Key)).ToArray();
        var hearing = open.Where(i => spec.InputName is null ? i.Value.ElementType == typeof(float) : i.Key == spec.InputName).ToArray();
        if (hearing is not [{ Key: var name, Value: var form }])
            throw Refusal($"has the inputs {InWords(session.InputMetadata)}; say with InputName which one of float32 hears.");
        if (open.Length > 1)
            throw Refusal($"wants {InWords(open.Where(i => i.Key != name))} too; give values in Constants.");
        if (form.ElementType != typeof(float))
            throw Refusal($"hears {InWords(hearing)}, which is not float32; take another file.");
        var shape = Shape(spec.Input.Shape(spec.Input.TrialLength(spec.SampleRate)), form);
        if (shape.Length != form.Dimensions.Length || form.Dimensions.Zip(shape).Any(d => d.First > 0 && d.First != d.Second))
            throw Refusal($"hears {InWords(hearing)}, and a window is [{string.Join(", ", shape)}]; correct the spec's input, or take a "
                + "file whose first axis has no fixed length.");
        return (name, form);
    }

    private string Output()
    {
        var outputs = session.OutputMetadata;
        if (spec.OutputName is { } wanted)
            return outputs.ContainsKey(wanted) ? wanted : throw Refusal($"has no output {wanted}; its outputs are {InWords(outputs)}.");
        var fitting = outputs.Where(o => outputs.Count == 1
            || (o.Value.ElementType == typeof(float) && o.Value.Dimensions is [.., var last] && last == spec.Units)).ToArray();
        return fitting is [var only] ? only.Key
            : throw Refusal($"has the outputs {InWords(outputs)}; say with OutputName which one is the embedding of {spec.Units} units.");
    }

    private void Run(float[] window, RunOptions options, List<float> rows)
    {
        using var heard = OrtValue.CreateTensorValueFromMemory(window, Shape(spec.Input.Shape(window.Length), input.Form));
        using var given = session.Run(options, new Dictionary<string, OrtValue>(constants) { [input.Name] = heard }, [output]);
        var form = given[0].GetTensorTypeAndShape();
        if (form.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float || form.Shape is not [.., var units]
            || units != spec.Units)
            throw new WorkbenchException($"The output {output} of the encoder {spec.Encoder} is {form.ElementDataType} "
                + $"[{string.Join(", ", form.Shape)}], and not rows of {spec.Units} units.");
        var values = given[0].GetTensorDataAsSpan<float>();
        if (spec.OutputRow is not { } row)
            rows.AddRange(values);
        else if ((row + 1L) * spec.Units <= values.Length)
            rows.AddRange(values.Slice(row * spec.Units, spec.Units));
        else
            throw new WorkbenchException($"The output {output} of the encoder {spec.Encoder} has {values.Length / spec.Units} rows "
                + $"for a window, and no row {row}.");
    }

    /// <summary>As many axes as the file wants.</summary>
    private static long[] Shape(long[] inner, NodeMetadata form) =>
        [.. Enumerable.Repeat(1L, Math.Max(0, form.Dimensions.Length - inner.Length)), .. inner];

    private static string InWords(IEnumerable<KeyValuePair<string, NodeMetadata>> tensors) =>
        string.Join(", ", tensors.Select(tensor => $"{tensor.Key} ({tensor.Value.ElementType?.Name} [{Axes(tensor.Value)}])"));

    private static string Axes(NodeMetadata form) => string.Join(", ", form.Dimensions.Select(length => length < 0 ? "any" : $"{length}"));

    private InvalidSpecException Refusal(string problem) => new(nameof(OnnxEmbedding), [$"The encoder {spec.Path} {problem}"]);
}
