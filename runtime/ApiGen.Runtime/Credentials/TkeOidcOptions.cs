namespace ApiGen.Runtime;

/// <summary>How the role of a workload in Tencent Kubernetes Engine (TKE) is assumed. Which role, the cluster says in environment variables.</summary>
public sealed class TkeOidcOptions : RoleOptions
{
}
