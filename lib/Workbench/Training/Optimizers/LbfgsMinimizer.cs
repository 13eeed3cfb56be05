using Workbench.Training.Checkpoints;

namespace Workbench.Training.Optimizers;

/// <summary>
/// Finds the lowest point of a smooth convex function by L-BFGS: the direction by the two loops of Nocedal 1980, the size of the step by
/// bisection to the weak Wolfe conditions, of which the first is judged by the slope where values differ by their rounding alone (Hager and
/// Zhang 2005).
/// </summary>
/// <param name="function">The value at a point, and its gradient there.</param>
/// <param name="start">Where to begin.</param>
/// <param name="tolerance">Largest value of a gradient that counts as 0.</param>
internal sealed class LbfgsMinimizer(LbfgsMinimizer.Function function, double[] start, double tolerance) : ICheckpointed
{
    private const int MemorySize = 10, MostTrials = 30, MostIdle = 5;

    /// <summary>What a step must gain of what its slope promises, and what is left of the slope.</summary>
    private const double Gain = 1e-4, SlopeLeft = 0.9;

    /// <summary>Relative error of a value: logits are float32.</summary>
    private const double Rounding = 1e-8;

    private readonly List<(double[] Step, double[] Change)> memory = [];
    private double[] point = [.. start], gradient = new double[start.Length];
    private double value = double.NaN; // not known yet
    private int idle; // steps without a gain above the rounding

    /// <summary>The value at a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="gradient">Filled.</param>
    public delegate double Function(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>The lowest point so far.</summary>
    public ReadOnlySpan<double> Point => point;

    /// <summary>Whether nothing lower is to be found.</summary>
    public bool HasConverged { get; private set; }

    /// <summary>Goes one step. An exception of the function leaves everything as it was.</summary>
    public void Step()
    {
        if (double.IsNaN(value))
            value = function(point, gradient);
        HasConverged = gradient.All(slope => Math.Abs(slope) <= tolerance) || idle >= MostIdle;
        if (HasConverged)
            return;
        var direction = Direction();
        var slope = Dot(gradient, direction);
        var (low, high, size) = (0.0, double.PositiveInfinity, memory.Count > 0 ? 1 : Math.Min(1, 1 / gradient.Sum(Math.Abs)));
        var (next, nextGradient) = (new double[point.Length], new double[point.Length]);
        for (var trial = 0; trial < MostTrials; trial++)
        {
            for (var i = 0; i < next.Length; i++)
                next[i] = point[i] + size * direction[i];
            var nextValue = function(next, nextGradient);
            var nextSlope = Dot(nextGradient, direction);
            var isLower = nextValue <= value + Gain * size * slope
                || (nextValue <= value + Rounding * Math.Abs(value) && nextSlope <= (2 * Gain - 1) * slope);
            if (isLower && nextSlope >= SlopeLeft * slope)
            {
                Accept(next, nextGradient, nextValue);
                return;
            }
            (low, high) = isLower ? (size, high) : (low, size);
            size = double.IsPositiveInfinity(high) ? 2 * size : (low + high) / 2;
        }
        HasConverged = true; // as far as the rounding lets see
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(HasConverged);
        writer.Write(idle);
        writer.Write(memory.Count);
        foreach (var number in memory.SelectMany(pair => pair.Step.Concat(pair.Change)).Concat(point))
            writer.Write(number);
    }

    /// <inheritdoc/>
    public void Load(BinaryReader reader)
    {
        HasConverged = reader.ReadBoolean();
        idle = reader.ReadInt32();
        memory.Clear();
        for (var count = reader.ReadInt32(); count > 0; count--)
            memory.Add((Read(), Read()));
        (point, value) = (Read(), double.NaN);

        double[] Read() => [.. Enumerable.Range(0, point.Length).Select(_ => reader.ReadDouble())];
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
            sum += left[i] * right[i];
        return sum;
    }

    private static void Add(double[] to, double factor, double[] summand)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] += factor * summand[i];
    }

    /// <summary>Minus the gradient, times what is known of the inverse of the curvature.</summary>
    private double[] Direction()
    {
        double[] direction = [.. gradient.Select(slope => -slope)];
        var factors = new double[memory.Count];
        for (var i = memory.Count - 1; i >= 0; i--)
        {
            factors[i] = Dot(memory[i].Step, direction) / Dot(memory[i].Step, memory[i].Change);
            Add(direction, -factors[i], memory[i].Change);
        }
        if (memory.Count > 0)
        {
            var (step, change) = memory[^1];
            var scale = Dot(step, change) / Dot(change, change);
            for (var i = 0; i < direction.Length; i++)
                direction[i] *= scale;
        }
        foreach (var (i, (step, change)) in memory.Index())
            Add(direction, factors[i] - Dot(change, direction) / Dot(step, change), step);
        return direction;
    }

    private void Accept(double[] next, double[] nextGradient, double nextValue)
    {
        double[] step = [.. next.Zip(point, (after, before) => after - before)];
        double[] change = [.. nextGradient.Zip(gradient, (after, before) => after - before)];
        if (Dot(step, change) > 0)
            memory.Add((step, change));
        if (memory.Count > MemorySize)
            memory.RemoveAt(0);
        idle = value - nextValue <= Rounding * Math.Abs(value) ? idle + 1 : 0;
        (point, gradient, value) = (next, nextGradient, nextValue);
    }
}
