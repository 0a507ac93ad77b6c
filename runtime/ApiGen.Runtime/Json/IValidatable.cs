namespace ApiGen.Runtime.Json;

/// <summary>An object whose members can be checked before it is sent.</summary>
public interface IValidatable
{
    /// <summary>Reports every missing required member and every broken constraint. Allocates nothing when all is well.</summary>
    void Validate(ref RequestValidation validation);
}
