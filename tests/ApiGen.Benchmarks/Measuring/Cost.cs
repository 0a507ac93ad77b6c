namespace ApiGen.Benchmarks.Measuring;

/// <summary>What one operation costs.</summary>
/// <param name="Nanoseconds">CPU time.</param>
/// <param name="Bytes">Allocated memory.</param>
internal readonly record struct Cost(double Nanoseconds, double Bytes);
