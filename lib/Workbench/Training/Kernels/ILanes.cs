namespace Workbench.Training.Kernels;

/// <summary>The few vector instructions of the kernels, so that they are written once for every vector width.</summary>
/// <typeparam name="TVector">The vector of float32.</typeparam>
internal unsafe interface ILanes<TVector> where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Vectors that the processor holds in registers.</summary>
    static abstract int Registers { get; }

    static abstract TVector Load(float* source);

    static abstract TVector Broadcast(float value);

    /// <summary><c>a * b + c</c>, rounded once where the processor can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary><c>c - a * b</c>, rounded likewise.</summary>
    static abstract TVector NegatedMultiplyAdd(TVector a, TVector b, TVector c);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract void Store(TVector value, float* target);
}
