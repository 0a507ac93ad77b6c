namespace CaseTwins;

/// <summary>Names what each of the two services has.</summary>
internal static class Both
{
    internal static readonly Type[] Requests = [typeof(Example.Shop.ListShopRequest), typeof(Example.Bank.ListBankRequest)];
}
