//! The part of an account's file about its network.

use super::plan::Account;

pub(super) fn text(account: &Account) -> String {
    let Account { name, region, .. } = account;
    format!(
        "networks:
  {name}-network:
    description: The internal network of {name}.
    account: {name}
    region: {region}
    internal: true
    cidr: {whole}
    dns_support: true
    dns_hostnames: true
    subnets:
      public-a:
        cidr: {public_a}
        exposure: public
        availability_zone: {region}a
      public-b:
        cidr: {public_b}
        exposure: public
        availability_zone: {region}b
      private-a:
        cidr: {private_a}
        exposure: private
        availability_zone: {region}a
      private-b:
        cidr: {private_b}
        exposure: private
        availability_zone: {region}b
    security_groups:
      balancer:
        description: Takes the requests of users.
        inbound:
          ports: 443/tcp
          with: internet
        outbound:
          ports: 8080/tcp
          with: {name}-network
      bastion:
        description: The way in for people.
        inbound:
          ports: 22/tcp
          with: office
          because: people log in from the office
        outbound:
          - ports: [443/tcp, 5432/tcp]
            with: {name}-network
          - ports: 443/tcp
            with: internet
      kubernetes:
        inbound:
          ports: [443/tcp, 8080/tcp]
          with: {name}-network
        outbound:
          ports: all
          with: internet
      database:
        inbound:
          ports: 5432/tcp
          with: {name}-network
    tags: *tags
",
        whole = account.part(0, 20),
        public_a = account.part(0, 24),
        public_b = account.part(0x100, 24),
        private_a = account.part(0x400, 22),
        private_b = account.part(0x800, 22),
    )
}
