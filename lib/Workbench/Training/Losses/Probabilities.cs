namespace Workbench.Training.Losses;

/// <summary>From logits to probabilities, in double precision and without overflow.</summary>
internal static class Probabilities
{
    /// <summary>The logistic function, exact at both ends.</summary>
    public static double Sigmoid(double logit) => Sigmoid(logit, Math.Exp(-Math.Abs(logit)));

    /// <summary>The logistic function where <c>exp(-|logit|)</c> is known.</summary>
    public static double Sigmoid(double logit, double small) => (logit >= 0 ? 1 : small) / (1 + small);

    /// <summary>The logarithm of the sum of all exponentials: a softmax is <c>exp(logit - this)</c>.</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit); // NaN if any is
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        return largest + Math.Log(sum);
    }

    /// <summary>The probabilities of one row.</summary>
    /// <param name="output">How logits become probabilities.</param>
    /// <param name="logits">One a label.</param>
    /// <param name="probabilities">Filled, one a label.</param>
    public static void Fill(OutputFunction output, ReadOnlySpan<float> logits, Span<double> probabilities)
    {
        var logSum = output == OutputFunction.Softmax ? LogSumExp(logits) : 0;
        for (var label = 0; label < logits.Length; label++)
            probabilities[label] = output == OutputFunction.Softmax ? Math.Exp(logits[label] - logSum) : Sigmoid(logits[label]);
    }
}
