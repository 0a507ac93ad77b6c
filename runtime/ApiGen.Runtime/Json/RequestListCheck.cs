namespace ApiGen.Runtime.Json;

/// <summary>Checks one list of a list of lists.</summary>
/// <typeparam name="T">The list's type.</typeparam>
/// <param name="validation">Receives what is wrong.</param>
/// <param name="list">The list.</param>
public delegate void RequestListCheck<in T>(ref RequestValidation validation, T list);
